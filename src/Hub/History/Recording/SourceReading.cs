using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Figures;

namespace FlextMonitor.Hub.History.Recording;

/// <summary>Turns the messages of one source into its timeline.</summary>
/// <param name="start">When recording began, in Unix milliseconds.</param>
internal sealed class SourceReading(long start)
{
    private const long LeastStaleAfter = 5_000;
    private const long DelayPace = 1_000;

    private SourceStatus? _status;
    private DashboardStats? _stats;
    private long? _delayMs;
    private long _delayAt;

    /// <summary>When the daemon's newest answer arrived, in Unix milliseconds; 0 before the first one.</summary>
    public long ObservedAt { get; private set; }

    public SourceTimeline Timeline { get; } = new(start);

    /// <summary>Whether its runs are being reported and were up to its last answer.</summary>
    public bool TellsRuns(long now) => TellsRuns(_status) && now - ObservedAt <= StaleAfter;

    private long StaleAfter => Math.Max((long)(3_000 * (_status?.IntervalSeconds ?? 0)), LeastStaleAfter);

    /// <summary>Takes in one message of its collector.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isCurrent">Whether it arrives as it is published, so that it tells how long it took.</param>
    /// <param name="now">The present time.</param>
    public void Take(SourceMessage message, bool isCurrent, long now)
    {
        var observedAt = Math.Min(message.ObservedAt?.ToUnixTimeMilliseconds() ?? 0, now);
        if (observedAt > ObservedAt)
        {
            Timeline.Observe(observedAt);
            ObservedAt = observedAt;
            NoteDelay(isCurrent ? now - observedAt : null, now);
        }

        switch (message)
        {
            case SourceStatus status:
                _status = status;
                break;
            case DashboardStats stats:
                _stats = stats;
                break;
        }

        // An answer holds from when it was observed; that the source is down or connecting holds since that began.
        var at = IsAnswering(_status) ? ObservedAt : Math.Min(_status?.Since.ToUnixTimeMilliseconds() ?? 0, now);
        Timeline.Set(at, Sample(), StaleAfter);
    }

    /// <summary>The clock was set back.</summary>
    public void RestartAt(long now)
    {
        Timeline.RestartAt(now);
        ObservedAt = Math.Min(ObservedAt, now);
        _delayAt = Math.Min(_delayAt, now);
    }

    /// <summary>The feed holds nothing of the source any more.</summary>
    public void End(long now)
    {
        (_status, _stats, _delayMs) = (null, null, null);
        Timeline.Set(now, Figures.Sample.Unseen, StaleAfter);
    }

    private Sample Sample() => _status?.State switch
    {
        SourceState.Live => Figures.Sample.Live(Values()),
        SourceState.Degraded => Figures.Sample.Degraded(Values()),
        SourceState.Down => Figures.Sample.Down,
        _ => Figures.Sample.Unseen,
    };

    private FigureValues Values()
    {
        var values = default(FigureValues).With(Figure.DelayMs, _delayMs);
        return _stats is { Fallback: false, Error: null } stats && IsOk(_status, FeedNames.Stats)
            ? values
                .With(Figure.CpuUsage, Tenths(stats.CpuUsage))
                .With(Figure.MemoryUsage, Tenths(stats.MemoryUsage))
                .With(Figure.ActivePipelines, stats.ActivePipelines)
                .With(Figure.ActiveConnections, stats.ActiveConnections)
                .With(Figure.SuccessRate, Tenths(stats.SuccessRate))
                .With(Figure.TotalExecutions, stats.TotalExecutions)
            : values;
    }

    // Once a second at most: each feed of a source has a delay of its own, and each change is a segment.
    private void NoteDelay(long? delayMs, long now)
    {
        if (delayMs is not null && now - _delayAt >= DelayPace)
        {
            (_delayMs, _delayAt) = (delayMs, now);
        }
    }

    private static long? Tenths(double? percent) => percent is { } value ? (long)Math.Round(value * 10) : null;

    private static bool IsAnswering(SourceStatus? status) => status?.State is SourceState.Live or SourceState.Degraded;

    private static bool TellsRuns(SourceStatus? status) => IsAnswering(status) && IsOk(status, FeedNames.Executions);

    private static bool IsOk(SourceStatus? status, string feed) => status is null || !status.Feeds.TryGetValue(feed, out var entry) || entry.Ok;
}
