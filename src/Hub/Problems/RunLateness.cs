using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>Why a running execution is late.</summary>
/// <param name="IsStuck">True: nothing of it has moved for long. False: it moves, or never reports whether it does, and takes far longer than usual.</param>
/// <param name="Since">Since when nothing moved, or since when it is longer than usual.</param>
/// <param name="SinceAtLeast">Whether nothing may have moved for longer than that.</param>
internal sealed record RunLateness(bool IsStuck, DateTimeOffset Since, bool SinceAtLeast = false)
{
    /// <summary>A run is slow if it takes more than this many times the usual time, and <see cref="SlowAtLeast"/> longer.</summary>
    public const int SlowFactor = 2;

    public static readonly TimeSpan SlowAtLeast = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan StuckAtLeast = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StuckWithoutUsual = TimeSpan.FromMinutes(5);

    /// <summary>For a run that has reported neither rows nor progress, and may never do.</summary>
    private static readonly TimeSpan StuckSilent = TimeSpan.FromMinutes(15);

    // What is compared is "longer than", so it holds from the next instant on. Messages have whole milliseconds.
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    /// <summary>Whether a run took far longer than usual.</summary>
    public static bool IsOver(TimeSpan took, TimeSpan usual) => took > SlowFactor * usual && took - usual > SlowAtLeast;

    /// <summary>Judges a running execution.</summary>
    /// <param name="run">The run.</param>
    /// <param name="usual">How long a run of its pipeline usually takes; null if not known.</param>
    /// <param name="movement">When it last moved; null if not known.</param>
    /// <param name="at">Until when the run is known to go on.</param>
    /// <param name="slowAfter">What takes longer is slow; null if only the usual time decides.</param>
    /// <returns>Null if it is not late.</returns>
    public static RunLateness? Of(ExecutionData run, TimeSpan? usual, Movement? movement, DateTimeOffset at, TimeSpan? slowAfter = null)
    {
        var isSlow = usual is { } expected && run.Duration(at) > (slowAfter ?? SlowAfter(expected));
        if (movement is not null && QuietFor(movement, usual) is { } allowed && movement.QuietAt(at) is var quiet
            && quiet > allowed && (isSlow || usual is null || quiet > usual))
        {
            return new RunLateness(true, movement.At, movement.IsAtLeast);
        }

        return isSlow ? new RunLateness(false, (run.StartedAt ?? at).After(usual ?? TimeSpan.Zero)) : null;
    }

    /// <summary>When the judgement may change next although nothing new is heard; null if it cannot.</summary>
    public static DateTimeOffset? NextChange(ExecutionData run, TimeSpan? usual, Movement? movement, DateTimeOffset at, TimeSpan? slowAfter = null)
    {
        DateTimeOffset? next = null;
        if (usual is { } expected && run.StartedAt is { } startedAt && run.DurationSeconds is null)
        {
            next = Earlier(next, startedAt.After(slowAfter ?? SlowAfter(expected)), at);
        }

        if (movement is not null && QuietFor(movement, usual) is { } quiet)
        {
            next = Earlier(next, movement.At.After(movement.Unseen + quiet), at);
            next = Earlier(next, movement.At.After(movement.Unseen + Longer(quiet, usual ?? quiet)), at);
        }

        return next;
    }

    private static TimeSpan SlowAfter(TimeSpan usual) => Longer(SlowFactor * usual, usual + SlowAtLeast);

    private static DateTimeOffset? Earlier(DateTimeOffset? next, DateTimeOffset limit, DateTimeOffset at)
    {
        var change = limit.After(Instant);
        return change > at && !(next < change) ? change : next;
    }

    // A run that has reported nothing all the while, as all runs of many pipelines do, has not fallen silent.
    private static TimeSpan? QuietFor(Movement movement, TimeSpan? usual) => (usual, movement.HasTold) switch
    {
        (null, true) => StuckWithoutUsual,
        (null, false) => StuckSilent,
        ({ } expected, true) => Longer(StuckAtLeast, expected / 2),
        _ => null,
    };

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
