namespace FlextMonitor.Hub.Dashboards.Storage;

/// <summary>The dashboard that a person begins with.</summary>
internal sealed class HomeRow
{
    public required string PersonId { get; init; }

    /// <summary>It may be gone.</summary>
    public required string DashboardId { get; set; }
}
