using FlextMonitor.Contracts;

namespace FlextMonitor.Client.State;

/// <summary>Tells what happened between two values of one key.</summary>
internal static class StateEvents
{
    /// <param name="before">What was held; null if there was nothing.</param>
    /// <param name="now">What is held now; null if it does not exist any more.</param>
    /// <param name="removal">The hub's word that it does not; null if it exists, and if the hub did not say.</param>
    /// <returns>What happened; null if it is no event.</returns>
    public static MonitorEvent? Between(SourceMessage? before, SourceMessage? now, SourceMessage? removal) => (before, now) switch
    {
        (not ExecutionData { Status: ExecutionStatus.Success or ExecutionStatus.Failed or ExecutionStatus.Cancelled },
            ExecutionData { Status: ExecutionStatus.Success or ExecutionStatus.Failed or ExecutionStatus.Cancelled } ended) => new MonitorEvent.RunEnded(ended),
        (null, Problem opened) => new MonitorEvent.ProblemOpened(opened),
        (Problem over, null) => new MonitorEvent.ProblemEnded(over, (removal as ProblemResolved)?.ResolvedAt),
        _ => null,
    };
}
