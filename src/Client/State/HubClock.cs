namespace FlextMonitor.Client.State;

/// <summary>The hub's clock as this machine knows it: its offset from the clock here, from the quickest answer of a connection.</summary>
internal sealed class HubClock(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TimeSpan _offset;
    private TimeSpan _bestRoundTrip = TimeSpan.MaxValue;

    /// <summary>Now (UTC, by the hub's clock).</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
            {
                return time.GetUtcNow() + _offset;
            }
        }
    }

    /// <summary>Forgets how exact the offset is: a new connection may lead to another hub.</summary>
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
        var sentAt = time.GetUtcNow();
        var sent = time.GetTimestamp();
        var hubTime = await clock().ConfigureAwait(false);
        var roundTrip = time.GetElapsedTime(sent);
        lock (_gate)
        {
            if (roundTrip <= _bestRoundTrip)
            {
                _bestRoundTrip = roundTrip;
                _offset = hubTime - (sentAt + (roundTrip / 2));
            }
        }
    }
}
