namespace FlextMonitor.Collector.Cluster;

/// <summary>A part that a process may do.</summary>
[Flags]
public enum ClusterRoles
{
    /// <summary>No part.</summary>
    None = 0,

    /// <summary>Serves subscribers, pages and the HTTP API.</summary>
    Hub = 1,

    /// <summary>Watches daemons, each of which one process watches at a time.</summary>
    Collector = 2,

    /// <summary>Records history, judges, and tells people, in one process at a time.</summary>
    Evaluator = 4,

    /// <summary>Every part.</summary>
    All = Hub | Collector | Evaluator,
}
