namespace FlextMonitor.Hosting.Background;

/// <summary>Lets an entry that may be due very often into the log once a minute.</summary>
/// <param name="time">The clock.</param>
public sealed class LogPause(TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long? _passedAt;

    /// <summary>Whether the entry is due now. If so, the next one is due after a minute.</summary>
    public bool TryPass()
    {
        lock (_gate)
        {
            if (_passedAt is { } passedAt && time.GetElapsedTime(passedAt) < Interval)
            {
                return false;
            }

            _passedAt = time.GetTimestamp();
            return true;
        }
    }
}
