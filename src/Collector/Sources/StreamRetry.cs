using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Collector.Sources;

/// <summary>When the stream of an execution that goes on is opened again after it ended.</summary>
internal sealed class StreamRetry(TimeProvider time)
{
    /// <summary>The longest wait after a stream that broke off.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The wait after a stream that the daemon ended: some daemons end it after each update, and each stream takes a thread of theirs. It is the least
    /// wait after one that reported nothing.
    /// </summary>
    public static readonly TimeSpan FinishedWait = TimeSpan.FromMinutes(1);

    private readonly BackOff _backOff = new(TimeSpan.FromSeconds(1), LongestWait);
    private long _endedAt;

    private TimeSpan? _wait;

    /// <summary>How long to wait still: zero if it is due, null if it is not opened again before the connection is replaced.</summary>
    public TimeSpan? Wait => _wait is { } wait && time.GetElapsedTime(_endedAt) is var elapsed ? (elapsed < wait ? wait - elapsed : TimeSpan.Zero) : null;

    /// <summary>Whether to open it again now.</summary>
    public bool IsDue => Wait == TimeSpan.Zero;

    /// <summary>Notes the end of a stream.</summary>
    public void Ended(StreamEnd end)
    {
        _endedAt = time.GetTimestamp();
        if (end.HasReported || end.Length >= LongestWait)
        {
            _backOff.Reset();
        }

        _wait = WaitAfter(end);
    }

    // A stream that only sent keep-alive updates would do so again.
    private TimeSpan? WaitAfter(StreamEnd end) => end switch
    {
        { Kind: StreamEndKind.Unimplemented } => TimeSpan.Zero,
        { Kind: StreamEndKind.BrokenOff } => _backOff.Next(),
        { Kind: StreamEndKind.Quiet, HasReported: false } => null,
        { HasReported: false } => FinishedWait + _backOff.Next(),
        { Kind: StreamEndKind.Finished, Length: var length } when length >= FinishedWait => _backOff.Next(),
        _ => FinishedWait,
    };
}
