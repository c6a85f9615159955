namespace FlextMonitor.Collector.Cluster;

/// <summary>The section <c>Cluster</c>: this process among several of one installation.</summary>
public sealed class ClusterOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Cluster";

    /// <summary>The parts that this process may do; all by default.</summary>
    public ClusterRoles Roles { get; set; } = ClusterRoles.All;

    /// <summary>The name of this process in pages and logs, 1 to 64 characters; the machine's name by default.</summary>
    public string Node { get; set; } = "";

    /// <summary>Whether several processes may share one live state, because <c>ConnectionStrings:Redis</c> is set.</summary>
    public bool IsShared { get; set; }

    /// <summary>What is wrong with the settings, one line each. Empty if all is well.</summary>
    public IReadOnlyList<string> Failures { get; set; } = [];
}
