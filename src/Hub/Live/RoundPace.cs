namespace FlextMonitor.Hub.Live;

/// <summary>
/// Decides when a round of writes may begin. Changes until then are joined. The cost of a round grows with the subscribers, and so does the
/// interval between rounds: a few subscribers receive everything at once, and thousands never occupy more than a part of a processor.
/// </summary>
/// <param name="joinWindow">The least interval; with zero, nothing is joined.</param>
internal sealed class RoundPace(TimeSpan joinWindow)
{
    /// <summary>The interval for each subscriber; several times the cost of a write.</summary>
    private static readonly TimeSpan PerSubscriber = TimeSpan.FromMicroseconds(80);

    /// <summary>Less than the shortest interval of a daemon (0.1 s), so that each of its samples is still sent.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(80);

    /// <summary>Writing to more subscribers than this takes longer than <see cref="SampleSpread"/>, so that waiting for the whole sample delays none of them.</summary>
    private const int LargeAudience = 2500;

    /// <summary>How far apart the answers of one sample arrive.</summary>
    private static readonly TimeSpan SampleSpread = TimeSpan.FromMilliseconds(50);

    /// <summary>How long to wait after the change that ends a quiet period. Changes that came between two rounds have waited already.</summary>
    /// <param name="subscribers">The number of subscribers.</param>
    public TimeSpan GatherDelay(int subscribers) => subscribers > LargeAudience && joinWindow > TimeSpan.Zero ? SampleSpread : TimeSpan.Zero;

    /// <summary>The least time from the start of a round to the start of the next.</summary>
    /// <param name="subscribers">The number of subscribers.</param>
    public TimeSpan RoundInterval(int subscribers)
    {
        if (joinWindow == TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        var byCost = PerSubscriber * subscribers;
        var atMost = byCost < Longest ? byCost : Longest;
        return atMost > joinWindow ? atMost : joinWindow;
    }
}
