namespace FlextMonitor.Client.State;

/// <summary>
/// The hub's clock as this machine knows it, from the quickest answer of a connection. It goes on by the monotonic clock, so that it stays right when somebody sets the
/// clock of this machine.
/// </summary>
internal sealed class HubClock(TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _hubTime = time.GetUtcNow();
    private long _at = time.GetTimestamp();
    private TimeSpan _bestRoundTrip = TimeSpan.MaxValue;

    /// <summary>Now (UTC, by the hub's clock; by that of this machine before the hub was first asked).</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
            {
                return _hubTime + time.GetElapsedTime(_at);
            }
        }
    }

    /// <summary>Forgets how exact the answer is: a new connection may lead to another hub.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _bestRoundTrip = TimeSpan.MaxValue;
        }
    }

    /// <summary>Asks the hub for its time, and takes the answer if it was quicker than those before.</summary>
    public async Task AskAsync(Func<Task<DateTimeOffset>> clock)
    {
        var sent = time.GetTimestamp();
        var hubTime = await clock().ConfigureAwait(false);
        var arrived = time.GetTimestamp();
        var roundTrip = time.GetElapsedTime(sent, arrived);
        lock (_gate)
        {
            if (roundTrip <= _bestRoundTrip)
            {
                _bestRoundTrip = roundTrip;
                (_hubTime, _at) = (hubTime + (roundTrip / 2), arrived);
            }
        }
    }
}
