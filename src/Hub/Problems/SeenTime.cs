namespace FlextMonitor.Hub.Problems;

/// <summary>How much of the last 24 hours a source was seen, in buckets of a minute.</summary>
internal sealed class SeenTime
{
    // One more than a day has: the present minute has only begun.
    private const int Buckets = (24 * 60) + 1;

    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(1);

    private readonly long[] _ticks = new long[Buckets];
    private long _minute;
    private long _total;
    private DateTimeOffset? _since;
    private long? _began;
    private DateTimeOffset _latest;

    /// <summary>It is seen from a time on; nothing happens if it was already.</summary>
    public void Begin(DateTimeOffset at)
    {
        NoteTime(at);
        _since ??= at;
        _began ??= at.UtcTicks / TimeSpan.TicksPerMinute;
    }

    /// <summary>It is no longer seen from a time on; nothing happens if it was not.</summary>
    public void End(DateTimeOffset at)
    {
        Count(at);
        _since = null;
    }

    /// <summary>Whole percent, rounded down, 0–100.</summary>
    public int Percent(DateTimeOffset now)
    {
        NoteTime(now);
        Count(now);
        Roll(now.UtcTicks / TimeSpan.TicksPerMinute);
        return (int)Math.Min(100, 100 * _total / TimeSpan.TicksPerDay);
    }

    /// <summary>Starts from an estimate: which share of the 24 hours before now it was seen.</summary>
    /// <param name="percent">0–100.</param>
    /// <param name="now">The present time.</param>
    public void Seed(int percent, DateTimeOffset now)
    {
        var minute = now.UtcTicks / TimeSpan.TicksPerMinute;
        Roll(minute);
        for (var place = 0; place < Buckets; place++)
        {
            _ticks[(minute - place) % Buckets] = (place == 0 ? now.UtcTicks % TimeSpan.TicksPerMinute : TimeSpan.TicksPerMinute) * percent / 100;
        }

        _total = _ticks.Sum();
        _latest = now;
    }

    /// <summary>Starts from what is known of the time before, which takes the place of an estimate. What was seen since it began stays.</summary>
    /// <param name="parts">For how much of which time it was seen, the oldest part first.</param>
    /// <param name="now">The present time.</param>
    public void Seed(IReadOnlyList<SeenPart> parts, DateTimeOffset now)
    {
        var minute = now.UtcTicks / TimeSpan.TicksPerMinute;
        Roll(minute);
        var began = Math.Min(_began ?? minute, minute);
        for (var at = minute - Buckets + 1; at < began; at++)
        {
            _ticks[at % Buckets] = 0;
        }

        foreach (var part in parts)
        {
            var (first, minutes) = (part.From.UtcTicks / TimeSpan.TicksPerMinute, Math.Max(1, part.Length.Ticks / TimeSpan.TicksPerMinute));
            for (var at = Math.Max(first, minute - Buckets + 1); at < first + minutes && at <= began; at++)
            {
                _ticks[at % Buckets] = Math.Max(_ticks[at % Buckets], Math.Min(TimeSpan.TicksPerMinute, part.Seen.Ticks / minutes));
            }
        }

        _total = _ticks.Sum();
        _latest = _latest > now ? _latest : now;
    }

    // Buckets roll forward only. After the clock was set back they would stand still until it reaches the old time again.
    private void NoteTime(DateTimeOffset now)
    {
        if (_latest - now > ClockSlack)
        {
            Array.Clear(_ticks);
            (_minute, _total, _began) = (0, 0, null);
            _since = _since is null ? null : now;
        }

        _latest = now;
    }

    private void Count(DateTimeOffset until)
    {
        if (_since is not { } since || until <= since)
        {
            return;
        }

        // What is older than a day need not be counted to be forgotten.
        var from = Math.Max(since.UtcTicks, until.UtcTicks - TimeSpan.TicksPerDay);
        while (from < until.UtcTicks)
        {
            var minute = from / TimeSpan.TicksPerMinute;
            var to = Math.Min((minute + 1) * TimeSpan.TicksPerMinute, until.UtcTicks);
            Roll(minute);
            _ticks[minute % Buckets] += to - from;
            _total += to - from;
            from = to;
        }

        _since = until;
    }

    private void Roll(long minute)
    {
        for (var next = Math.Max(_minute + 1, minute - Buckets + 1); next <= minute; next++)
        {
            _total -= _ticks[next % Buckets];
            _ticks[next % Buckets] = 0;
        }

        _minute = Math.Max(_minute, minute);
    }
}
