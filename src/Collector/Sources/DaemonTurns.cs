using FlextMonitor.Collector.Settings;

namespace FlextMonitor.Collector.Sources;

/// <summary>How many calls of subscribers one daemon gets at once, shared between people. Without these limits they could occupy all threads of a daemon, and sampling would get no answer.</summary>
/// <param name="daemon">The daemon.</param>
/// <param name="time">The clock of <see cref="Silent"/>.</param>
internal sealed class DaemonTurns(DaemonOptions daemon, TimeProvider time)
{
    /// <summary>Single calls of one person that may wait: those of four connections.</summary>
    public const int WaitingOfOne = 16;

    /// <summary>Single calls at once.</summary>
    public const int CallsAtOnce = 2;

    /// <summary>Single calls: GetExecution, RunPipeline and CancelExecution.</summary>
    public FairTurns Calls { get; } = new(CallsAtOnce, WaitingOfOne);

    /// <summary>Those of the single calls that the daemon did not answer.</summary>
    public SilentCalls Silent { get; } = new(daemon.Deadline, time);

    /// <summary>Logs, each of which occupies a thread of the daemon as long as it is open.</summary>
    public LogTurns Logs { get; } = new(daemon.LogLimit, time);

    /// <summary>How long a caller gets no turn because earlier calls were not answered; <c>null</c> if it is not for that.</summary>
    public TimeSpan? KeptFrom(string caller) => Silent.KeptFrom(caller, Calls.MostOfOne, CallsAtOnce);
}
