using FlextMonitor.Collector.Settings;

namespace FlextMonitor.Collector.Sources;

/// <summary>
/// Decides how long each feed rests, so that sampling keeps the daemon busy for at most <see cref="DaemonOptions.LoadPercent"/> of its time. A feed whose
/// answers are quick keeps its interval, also beside a slow one: it costs nothing of its own, and notices sooner that the daemon is gone.
/// </summary>
internal sealed class SamplingPace(DaemonOptions daemon, TimeProvider time)
{
    /// <summary>A feed is slow if each of its last answers was. One alone may have waited behind another feed's call.</summary>
    private const int Remembered = 3;

    private static readonly TimeSpan LowerAfter = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly SamplingLoad _load = new(time);
    private readonly Dictionary<FeedKind, Queue<TimeSpan>> _answers = FeedKinds.All.ToDictionary(feed => feed, _ => new Queue<TimeSpan>());
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

            Note(IsSlow(feed) ? Affordable(began) : daemon.Interval);
        }
    }

    /// <summary>How long after its last call began a feed may be sampled again.</summary>
    public TimeSpan RestOf(FeedKind feed, long began)
    {
        lock (_gate)
        {
            // The first answers come all at once, and one slow call makes all look slow. Apart from each other, they show which it is.
            var apart = _answers[feed].Count < Remembered ? 1 + ((double)feed / FeedKinds.All.Count) : 1;
            return IsSlow(feed) ? Longer(daemon.Interval, Affordable(began) * apart) : daemon.Interval;
        }
    }

    private bool IsSlow(FeedKind feed) => _answers[feed] is { Count: > 0 } answers && answers.Min() >= SamplingLoad.FreeAnswer;

    private TimeSpan Affordable(long began) => _load.BusySince(began) * (100.0 / daemon.LoadPercent);

    private void Note(TimeSpan needed)
    {
        var interval = needed <= daemon.Interval ? daemon.Interval : TimeSpan.FromSeconds(Math.Ceiling(needed.TotalSeconds));
        _longestSince = Longer(_longestSince, interval);
        if (interval >= _interval || time.GetElapsedTime(_setAt) >= LowerAfter)
        {
            _interval = Longer(interval, interval >= _interval ? interval : _longestSince);
            _longestSince = TimeSpan.Zero;
            _setAt = time.GetTimestamp();
        }
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
