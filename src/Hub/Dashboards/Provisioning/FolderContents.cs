using FlextMonitor.Hub.Dashboards.Storage;

namespace FlextMonitor.Hub.Dashboards.Provisioning;

/// <summary>What the folder held when it was read last.</summary>
/// <param name="Files">By path.</param>
/// <param name="Problem">Why the folder itself could not be read, as a sentence; null if it could.</param>
internal sealed record FolderContents(IReadOnlyList<ProvisionedFile> Files, string? Problem)
{
    public static FolderContents Nothing { get; } = new([], null);

    /// <summary>The dashboards that are shown, by path.</summary>
    public IReadOnlyDictionary<string, ProvisionedDashboard> Dashboards { get; } =
        Files.Select(file => file.Served).OfType<ProvisionedDashboard>().ToDictionary(dashboard => dashboard.Stored.Row.Id, StringComparer.Ordinal);

    public IReadOnlyList<ProvisionedFile> Bad { get; } = [.. Files.Where(file => !file.IsGood)];

    public StoredDashboard? Find(string id) => Dashboards.GetValueOrDefault(id)?.Stored;
}
