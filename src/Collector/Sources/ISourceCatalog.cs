namespace FlextMonitor.Collector.Sources;

/// <summary>The sources in the settings of this installation, whether or not this process collects from them.</summary>
public interface ISourceCatalog
{
    /// <summary>Their names, in the order of the settings; not empty.</summary>
    IReadOnlyList<string> Names { get; }
}
