namespace FlextMonitor.Collector.Settings;

/// <summary>What the collector is told: which daemons to watch, and where it may keep a file.</summary>
internal sealed class CollectorOptions
{
    /// <summary>The daemons, in the order of the settings; not empty once validated.</summary>
    public IReadOnlyList<DaemonOptions> Daemons { get; set; } = [];

    /// <summary>Full path of the folder that keeps the last epoch.</summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>What is wrong with the settings, each with key, what it holds and what it may hold.</summary>
    public IReadOnlyList<string> Failures { get; set; } = [];
}
