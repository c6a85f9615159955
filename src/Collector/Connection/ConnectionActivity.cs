namespace FlextMonitor.Collector.Connection;

/// <summary>Tracks whether a connection has received anything. Every HTTP/2 server sends first (RFC 9113, section 3.4), so a connection without data has no server behind it.</summary>
internal sealed class ConnectionActivity(TimeProvider time)
{
    private const long NotMute = 0;

    private long _openedAt = NotMute;

    /// <summary>How long the connection has been open without receiving anything; zero if it has received something or is not open.</summary>
    public TimeSpan MuteFor => Volatile.Read(ref _openedAt) is not NotMute and var since ? time.GetElapsedTime(since) : TimeSpan.Zero;

    public void Opened() => Volatile.Write(ref _openedAt, time.GetTimestamp());

    public void DataReceived() => Volatile.Write(ref _openedAt, NotMute);
}
