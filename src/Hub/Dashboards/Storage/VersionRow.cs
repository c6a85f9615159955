using FlextMonitor.Hub.Dashboards.Documents;

namespace FlextMonitor.Hub.Dashboards.Storage;

/// <summary>A version of a dashboard. It never changes.</summary>
internal sealed class VersionRow
{
    public required string DashboardId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required int Version { get; init; }

    /// <summary>As <see cref="DashboardDocument.ToString"/> writes it.</summary>
    public required string Document { get; init; }

    /// <summary>What differs from the version before; empty for the first one.</summary>
    public required IReadOnlyList<DocumentChange> Changes { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>An e-mail address.</summary>
    public required string By { get; init; }
}
