using FlextMonitor.Hub.Dashboards.Storage;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary>Finds dashboards that a caller may see. One that may not be seen is answered like one that does not exist.</summary>
internal sealed class DashboardCatalog(DashboardStore store)
{
    /// <summary>All of them, by title.</summary>
    public async Task<IReadOnlyList<(DashboardRow Row, DashboardAccess Access)>> ListAsync(DashboardCaller caller, CancellationToken cancellationToken)
    {
        var rows = await store.ListAsync(caller.PersonId, cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => (Row: row, Access: caller.AccessTo(row))).Where(pair => pair.Access > DashboardAccess.None)
            .OrderBy(pair => pair.Row.Title, StringComparer.OrdinalIgnoreCase).ThenBy(pair => pair.Row.Id, StringComparer.Ordinal)];
    }

    public async Task<bool> ExistsAsync(string id, DashboardCaller caller, CancellationToken cancellationToken) =>
        await store.FindRowAsync(id, cancellationToken).ConfigureAwait(false) is { } row && caller.AccessTo(row) > DashboardAccess.None;

    /// <summary>One with its newest document.</summary>
    public async Task<SeenDashboard?> FindAsync(string id, DashboardCaller caller, CancellationToken cancellationToken) =>
        Seen(await store.FindAsync(id, cancellationToken).ConfigureAwait(false), caller);

    /// <summary>One with the document of one version; null also if that is not kept (any more).</summary>
    public async Task<SeenDashboard?> FindAsync(string id, int version, DashboardCaller caller, CancellationToken cancellationToken) =>
        Seen(await store.FindAsync(id, version, cancellationToken).ConfigureAwait(false), caller);

    private static SeenDashboard? Seen(StoredDashboard? stored, DashboardCaller caller) =>
        stored is not null && caller.AccessTo(stored.Row) is var access and > DashboardAccess.None ? SeenDashboard.Of(stored, access) : null;
}
