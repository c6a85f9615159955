namespace FlextMonitor.EndToEnd.Tests.Processes;

/// <summary>Tests with processes of their own run one after the other: the times of the contract are for a machine that is not busy with other tests.</summary>
[CollectionDefinition(nameof(RealProcesses), DisableParallelization = true)]
public sealed class RealProcesses;
