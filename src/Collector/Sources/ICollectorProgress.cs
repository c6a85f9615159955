namespace FlextMonitor.Collector.Sources;

/// <summary>Whether this process collects.</summary>
public interface ICollectorProgress
{
    /// <summary>Whether every feed of every daemon that this process watches was sampled lately, with whatever result: false too until each was sampled for the first time.</summary>
    bool Moves { get; }
}
