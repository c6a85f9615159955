namespace FlextMonitor.Hub.Dashboards.Storage;

/// <summary>Somebody who edits a dashboard.</summary>
internal sealed class EditorRow
{
    public required string DashboardId { get; init; }

    public required string PersonId { get; init; }

    /// <summary>The person's e-mail address.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset Since { get; set; }

    /// <summary>When the page last said so.</summary>
    public required DateTimeOffset SeenAt { get; set; }
}
