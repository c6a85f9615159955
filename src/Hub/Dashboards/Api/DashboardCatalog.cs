using FlextMonitor.Hub.Dashboards.Provisioning;
using FlextMonitor.Hub.Dashboards.Storage;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary>Finds dashboards that a caller may see: those of the store, and those of files. One that may not be seen is answered like one that does not exist.</summary>
internal sealed class DashboardCatalog(DashboardStore store, ProvisionedDashboards provisioned)
{
    /// <summary>All of them, by title.</summary>
    public async Task<IReadOnlyList<ListedDashboard>> ListAsync(DashboardCaller caller, CancellationToken cancellationToken)
    {
        var stored = (await store.ListAsync(caller.PersonId, cancellationToken).ConfigureAwait(false)).Select(row => new ListedDashboard(row, caller.AccessTo(row), Path: null));
        var files = provisioned.Contents.Dashboards.Values.Select(file => new ListedDashboard(file.Stored.Row, caller.AccessToFile(file.Stored.Row), file.Path));
        return [.. stored.Concat(files).Where(listed => listed.Access > DashboardAccess.None)
            .OrderBy(listed => listed.Row.Title, StringComparer.OrdinalIgnoreCase).ThenBy(listed => listed.Row.Id, StringComparer.Ordinal)];
    }

    /// <summary>A dashboard without its document, regardless of who may see it.</summary>
    public async Task<DashboardRow?> FindRowAsync(string id, CancellationToken cancellationToken) =>
        provisioned.Contents.Find(id)?.Row ?? await store.FindRowAsync(id, cancellationToken).ConfigureAwait(false);

    /// <summary>What a caller may do with one.</summary>
    public async Task<DashboardAccess> AccessAsync(string id, DashboardCaller caller, CancellationToken cancellationToken) =>
        provisioned.Contents.Find(id) is { } file ? caller.AccessToFile(file.Row)
        : await store.FindRowAsync(id, cancellationToken).ConfigureAwait(false) is { } row ? caller.AccessTo(row)
        : DashboardAccess.None;

    public async Task<bool> ExistsAsync(string id, DashboardCaller caller, CancellationToken cancellationToken) =>
        await AccessAsync(id, caller, cancellationToken).ConfigureAwait(false) > DashboardAccess.None;

    /// <summary>One with its newest document.</summary>
    public async Task<SeenDashboard?> FindAsync(string id, DashboardCaller caller, CancellationToken cancellationToken) =>
        provisioned.Contents.Dashboards.TryGetValue(id, out var file) ? Seen(file, caller) : Seen(await store.FindAsync(id, cancellationToken).ConfigureAwait(false), caller);

    /// <summary>One with the document of one version; null also if that is not kept (any more).</summary>
    public async Task<SeenDashboard?> FindAsync(string id, int version, DashboardCaller caller, CancellationToken cancellationToken) =>
        Seen(await store.FindAsync(id, version, cancellationToken).ConfigureAwait(false), caller);

    private static SeenDashboard? Seen(StoredDashboard? stored, DashboardCaller caller) =>
        stored is not null && caller.AccessTo(stored.Row) is var access and > DashboardAccess.None ? SeenDashboard.Of(stored, access) : null;

    private static SeenDashboard? Seen(ProvisionedDashboard file, DashboardCaller caller) =>
        caller.AccessToFile(file.Stored.Row) is var access and > DashboardAccess.None ? SeenDashboard.Of(file.Stored, access) with { File = file } : null;
}

/// <summary>A dashboard without its document, as somebody may see it.</summary>
/// <param name="Row">The dashboard.</param>
/// <param name="Access">What they may do with it.</param>
/// <param name="Path">The path of the file that it comes from; null if it is in the store.</param>
internal sealed record ListedDashboard(DashboardRow Row, DashboardAccess Access, string? Path);
