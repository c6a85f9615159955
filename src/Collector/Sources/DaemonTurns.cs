using FlextMonitor.Collector.Settings;

namespace FlextMonitor.Collector.Sources;

/// <summary>How many calls of subscribers one daemon gets at once, shared between people. Without these limits they could occupy all threads of a daemon, and sampling would get no answer.</summary>
/// <param name="daemon">The daemon.</param>
internal sealed class DaemonTurns(DaemonOptions daemon)
{
    /// <summary>Single calls of one person that may wait: those of four connections.</summary>
    public const int WaitingOfOne = 16;

    /// <summary>Single calls at once.</summary>
    public const int CallsAtOnce = 2;

    /// <summary>Single calls: GetExecution, RunPipeline and CancelExecution.</summary>
    public FairTurns Calls { get; } = new(CallsAtOnce, WaitingOfOne);

    /// <summary>Logs, each of which occupies a thread of the daemon as long as it is open.</summary>
    public FairTurns Logs { get; } = new(daemon.LogLimit, waitingOfOne: 0);
}
