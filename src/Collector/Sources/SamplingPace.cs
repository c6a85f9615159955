namespace FlextMonitor.Collector.Sources;

/// <summary>How often a daemon is asked.</summary>
internal static class SamplingPace
{
    /// <summary>Between tries while it is not settled, whatever its interval: half of what lets a slow answer still come within 2 s of a return.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    /// <summary>When a call that is not answered raises the question whether there is anybody on the connection.</summary>
    public static readonly TimeSpan FirstWord = TimeSpan.FromSeconds(1);

    /// <summary>How long a connection must then have been without a word to count as dead; less, because it may have been opened within that call.</summary>
    public static readonly TimeSpan Mute = TimeSpan.FromSeconds(0.75);

    /// <summary>Between two samples of a feed at least, however often it is woken: a daemon that closes after each answer must not be asked without end.</summary>
    public static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(200);
}
