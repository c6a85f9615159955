namespace FlextMonitor.Collector.Sources;

/// <summary>The sources that this installation watches, as its settings name them. Whether this process collects from them is another matter.</summary>
public interface ISourceCatalog
{
    /// <summary>Their names, in the order of the settings; not empty.</summary>
    IReadOnlyList<string> Names { get; }
}
