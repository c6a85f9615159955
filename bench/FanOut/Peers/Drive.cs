using FlextMonitor.Bench.Kit.Load;

namespace FlextMonitor.Bench.FanOut.Peers;

/// <summary>How a server is driven in a scenario.</summary>
/// <param name="Pattern">What each tick contains.</param>
/// <param name="Rate">Ticks per second.</param>
/// <param name="GapMs">Milliseconds between the topics of a tick.</param>
/// <param name="Executions">The number of executions in view.</param>
internal sealed record Drive(BeatPattern Pattern, int Rate = 1, int GapMs = 0, int Executions = 4)
{
    /// <summary>Nothing after the first state.</summary>
    public static Drive Idle { get; } = new(BeatPattern.Idle);
}
