using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;

namespace FlextMonitor.Hub.History;

/// <summary>History that is not being written is a problem of the monitor.</summary>
internal sealed class HistoryConditions(HistoryState state) : IMonitorConditions
{
    public IReadOnlyList<string> Kinds { get; } = [ProblemKinds.HistoryPaused];

    public IReadOnlyList<MonitorCondition>? Current => state.PausedSince is { } since
        ? [new MonitorCondition(ProblemKinds.HistoryPaused, "", "History is paused: its store cannot be written", null, since)]
        : state.Opened.IsCompleted ? [] : null;
}
