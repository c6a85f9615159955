namespace FlextMonitor.Hub.Live;

/// <summary>
/// When a round of writes may begin: what changes until then is joined. A round costs by the subscribers there are, so the more they are
/// the longer the rest after it: a few get everything at once, and thousands never keep more than a part of a processor busy.
/// </summary>
/// <param name="joinWindow">The least; zero: nothing is joined.</param>
internal sealed class RoundPace(TimeSpan joinWindow)
{
    /// <summary>Several times what a write costs.</summary>
    private static readonly TimeSpan PerSubscriber = TimeSpan.FromMicroseconds(80);

    /// <summary>Less than the shortest interval of a daemon (0.1 s): each of its samples is still sent.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(80);

    /// <summary>Writing to more than these takes longer than what belongs to one sample takes to come, so that to wait for it delays nobody.</summary>
    private const int Many = 2500;

    /// <summary>What the feeds of one sample take to come.</summary>
    private static readonly TimeSpan Sample = TimeSpan.FromMilliseconds(50);

    /// <summary>From the change that ends a quiet moment to its round. What changed within a rest has waited already.</summary>
    /// <param name="subscribers">How many there are.</param>
    public TimeSpan Gather(int subscribers) => subscribers > Many && joinWindow > TimeSpan.Zero ? Sample : TimeSpan.Zero;

    /// <summary>From the start of a round to the next at the earliest.</summary>
    /// <param name="subscribers">How many there are.</param>
    public TimeSpan Rest(int subscribers)
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
