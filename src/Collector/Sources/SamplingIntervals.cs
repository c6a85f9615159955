namespace FlextMonitor.Collector.Sources;

/// <summary>Times that govern how often a daemon is called.</summary>
internal static class SamplingIntervals
{
    /// <summary>The longest interval between samples until the source settles. With half a second, a slow answer still arrives within 2 s of the daemon's return.</summary>
    public static readonly TimeSpan Unsettled = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a call may take before the connection is checked for being mute.</summary>
    public static readonly TimeSpan MuteCheckDelay = TimeSpan.FromSeconds(1);

    /// <summary>How long an open connection without a received byte counts as usable; less than <see cref="MuteCheckDelay"/>, because the call may have opened it.</summary>
    public static readonly TimeSpan MuteThreshold = TimeSpan.FromSeconds(0.75);

    /// <summary>The most time for the answer to a call that is made because another one is late.</summary>
    public static readonly TimeSpan Hurried = TimeSpan.FromSeconds(3);

    /// <summary>The least time between two samples of a feed, however often its event is set: a daemon that closes after each answer must not be called in a tight loop.</summary>
    public static readonly TimeSpan MinimumSpacing = TimeSpan.FromMilliseconds(200);
}
