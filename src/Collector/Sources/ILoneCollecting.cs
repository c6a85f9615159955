namespace FlextMonitor.Collector.Sources;

/// <summary>Says whether this process watches all sources for itself while Redis is away. Register any number; none means no.</summary>
public interface ILoneCollecting
{
    /// <summary>Whether it does now.</summary>
    bool IsWanted { get; }
}
