namespace FlextMonitor.Collector.Tests;

/// <summary>Tests that hold the contract's times against the clock: one at a time, and nothing beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RealTime
{
    public const string Name = "Real time";
}
