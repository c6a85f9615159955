namespace FlextMonitor.Collector.Settings;

/// <summary>The collector's settings, read and checked.</summary>
internal sealed class CollectorOptions
{
    /// <summary>The daemons, in the order of the settings; not empty once validated.</summary>
    public IReadOnlyList<DaemonOptions> Daemons { get; set; } = [];

    /// <summary>Full path of the folder for the file of the last epoch.</summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>What is wrong with the settings: the key, its value and what is allowed, one line each. Empty if all is well.</summary>
    public IReadOnlyList<string> Failures { get; set; } = [];
}
