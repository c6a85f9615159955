namespace FlextMonitor.Collector.Connection;

/// <summary>What is seen of a connection below its calls. Every server of HTTP/2 speaks first (RFC 9113, section 3.4), so where nothing comes none is there.</summary>
internal sealed class ConnectionSigns(TimeProvider time)
{
    private const long HasSpoken = 0;

    private long _openedAt = HasSpoken;

    /// <summary>How long it has been open without anything having come over it; zero where something has, and where it is not open.</summary>
    public TimeSpan MuteFor => Volatile.Read(ref _openedAt) is not HasSpoken and var since ? time.GetElapsedTime(since) : TimeSpan.Zero;

    public void Opened() => Volatile.Write(ref _openedAt, time.GetTimestamp());

    public void Spoke() => Volatile.Write(ref _openedAt, HasSpoken);
}
