using FlextMonitor.Collector.Settings;

namespace FlextMonitor.Collector.Sources;

/// <summary>
/// Decides how long each feed rests, so that sampling keeps the daemon busy for at most <see cref="DaemonOptions.LoadPercent"/> of its time. What a slow call
/// takes is a debt, which time pays off; feeds with slow answers wait until it is paid, and the one that has waited longest goes first. A feed whose answers
/// are quick keeps its interval, also beside a slow one: it costs nothing of its own, and notices sooner that the daemon is gone.
/// </summary>
internal sealed class SamplingPace(DaemonOptions daemon, TimeProvider time)
{
    /// <summary>A feed is slow if each of its last answers was. One alone may have waited behind another feed's call.</summary>
    private const int Remembered = 3;

    /// <summary>From how many intervals on a feed was kept waiting by others. Timers are a little late on their own.</summary>
    private const double Late = 1.5;

    private static readonly TimeSpan LowerAfter = TimeSpan.FromMinutes(1);

    /// <summary>How long a feed waits for one that is before it. That one begins at once, and its call becomes a debt.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly SamplingLoad _load = new(time);
    private readonly Dictionary<FeedKind, Queue<TimeSpan>> _answers = FeedKinds.All.ToDictionary(feed => feed, _ => new Queue<TimeSpan>());
    private readonly Dictionary<FeedKind, long> _began = [];
    private readonly double _share = daemon.LoadPercent / 100.0;
    private long _paidAt = time.GetTimestamp();
    private TimeSpan _interval = daemon.Interval;
    private TimeSpan _longestSince;
    private long _setAt = time.GetTimestamp();

    /// <summary>
    /// How often a subscriber can expect news of every feed: the setting, or the longer time that slow answers cause, in whole seconds. It grows at once
    /// and shrinks only after a minute.
    /// </summary>
    public TimeSpan Interval
    {
        get
        {
            lock (_gate)
            {
                return _interval;
            }
        }
    }

    /// <summary>Notes that a call of sampling begins, until what it returns is disposed of.</summary>
    public SamplingLoad.Call BeginCall() => _load.Begin();

    /// <summary>Notes that a feed was answered, or had no answer, by a call that began at a timestamp.</summary>
    public void Sampled(FeedKind feed, long began)
    {
        lock (_gate)
        {
            var answers = _answers[feed];
            answers.Enqueue(time.GetElapsedTime(began));
            if (answers.Count > Remembered)
            {
                answers.Dequeue();
            }

            var waited = _began.TryGetValue(feed, out var last) ? time.GetElapsedTime(last, began) : TimeSpan.Zero;
            _began[feed] = began;
            Note(IsSlow(feed) ? Longer(waited > daemon.Interval * Late ? waited : TimeSpan.Zero, time.GetElapsedTime(began) + UntilPaid()) : daemon.Interval);
        }
    }

    /// <summary>How long after its last call began a feed may be sampled again, as far as that can be told yet.</summary>
    public TimeSpan RestOf(FeedKind feed, long began)
    {
        lock (_gate)
        {
            if (!IsSlow(feed))
            {
                return daemon.Interval;
            }

            var wait = UntilPaid();
            return Longer(daemon.Interval, time.GetElapsedTime(began) + (wait > TimeSpan.Zero || IsFirst(feed) ? wait : Turn));
        }
    }

    private bool IsSlow(FeedKind feed) => _answers[feed] is { Count: > 0 } answers && answers.Min() >= SamplingLoad.FreeAnswer;

    private bool IsFirst(FeedKind feed) => _began.All(other => other.Key == feed || !IsSlow(other.Key) || Order(feed).CompareTo(Order(other.Key)) < 0);

    private (long Began, FeedKind Feed) Order(FeedKind feed) => (_began.GetValueOrDefault(feed), feed);

    private TimeSpan UntilPaid()
    {
        var debt = _load.BusySince(_paidAt) - (time.GetElapsedTime(_paidAt) * _share);
        if (debt > TimeSpan.Zero)
        {
            return debt / _share;
        }

        // What was paid too much does not count for later.
        _paidAt = time.GetTimestamp();
        return TimeSpan.Zero;
    }

    private void Note(TimeSpan needed)
    {
        var interval = needed <= daemon.Interval ? daemon.Interval : TimeSpan.FromSeconds(Math.Ceiling(needed.TotalSeconds));
        _longestSince = Longer(_longestSince, interval);
        if (interval >= _interval || time.GetElapsedTime(_setAt) >= LowerAfter)
        {
            _interval = interval >= _interval ? interval : _longestSince;
            _longestSince = TimeSpan.Zero;
            _setAt = time.GetTimestamp();
        }
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
