namespace FlextMonitor.Collector.Tests;

/// <summary>Tests that measure the contract's times with the real clock. They run one at a time, without other tests beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RealTime
{
    public const string Name = "Real time";
}
