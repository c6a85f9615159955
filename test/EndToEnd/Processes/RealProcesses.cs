namespace FlextMonitor.EndToEnd.Tests.Processes;

/// <summary>Tests with separate processes run one after the other, because the times of the contract hold for a machine that is not busy with other tests.</summary>
[CollectionDefinition(nameof(RealProcesses), DisableParallelization = true)]
public sealed class RealProcesses;
