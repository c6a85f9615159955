using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Publishing;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>Holds what is known of one source and publishes what of it is news. Guarded by its watcher.</summary>
internal sealed partial class SourceReporter
{
    private readonly DaemonOptions _daemon;
    private readonly SourceMessages _messages;
    private readonly IFeedPublisher _feed;
    private readonly MessageStamp _stamp;
    private readonly TimeProvider _time;
    private readonly ILogger<SourceReporter> _logger;
    private LastKnownStats? _stats;
    private LastKnownHealth? _health;
    private DaemonFacts? _facts;
    private SourceStatus? _sentStatus;
    private DashboardStats? _sentStats;
    private HealthStatus? _sentHealth;
    private bool _isRestarted;
    private long _lastPublished;
    private DateTimeOffset? _publishedHeardAt;

    public SourceReporter(DaemonOptions daemon, IFeedPublisher feed, MessageStamp stamp, TimeProvider time, ILogger<SourceReporter> logger)
    {
        _daemon = daemon;
        _messages = new SourceMessages(daemon);
        _feed = feed;
        _stamp = stamp;
        _time = time;
        _logger = logger;
        Tracker = new SourceTracker(time.Now());
        Executions = new ExecutionBook(daemon.ExecutionLimit);
    }

    public SourceTracker Tracker { get; }

    public ExecutionBook Executions { get; }

    /// <summary>Says that the source exists, before anything is heard of it.</summary>
    public void Introduce()
    {
        Publish();
        Send([_messages.Heartbeat(null)], []);
    }

    public void Take(LastKnownStats stats)
    {
        // By the figures taken before these: the last published ones may be so old that the daemon has been up for longer again.
        _isRestarted |= stats.UptimeSeconds < _stats?.UptimeSeconds;
        _stats = stats;
    }

    public void Take(LastKnownHealth health) => _health = health;

    public void Take(DaemonFacts facts) => _facts = facts;

    /// <summary>Publishes what has changed; a heartbeat where a whole interval has passed without anything.</summary>
    public void Publish()
    {
        var changes = new List<SourceMessage>();
        AddStatus(changes);
        AddStats(changes);
        AddHealth(changes);
        var (executions, outOfView) = Tracker.IsSettled ? Executions.TakeChanges(Tracker.LastHeardAt) : ([], []);
        changes.AddRange(executions);
        if (changes.Count > 0 || outOfView.Count > 0)
        {
            Send(changes, outOfView);
        }
        else if (Tracker.IsSettled && Tracker.LastHeardAt != _publishedHeardAt && _time.GetElapsedTime(_lastPublished) >= _daemon.Interval)
        {
            Send([_messages.Heartbeat(Tracker.LastHeardAt)], []);
        }
    }

    private void AddStatus(List<SourceMessage> changes)
    {
        var status = _messages.Status(Tracker, _facts);
        if (_sentStatus is { } sent && sent with { ObservedAt = status.ObservedAt, LastLiveAt = status.LastLiveAt } == status)
        {
            return;
        }

        if (_sentStatus?.State != status.State)
        {
            LogState(status);
        }

        _sentStatus = status;
        changes.Add(status);
    }

    private void AddStats(List<SourceMessage> changes)
    {
        var stats = Tracker.State == SourceState.Down ? _messages.StatsFallback(_stats, Tracker)
            : Tracker.IsSettled && _stats is not null ? _messages.Stats(_stats, SourceMessages.FeedError(Tracker, FeedKind.Stats))
            : null;
        if (stats is null || IsNoNews(stats))
        {
            return;
        }

        _sentStats = stats;
        _isRestarted = false;
        changes.Add(stats);
    }

    // Uptime always moves; only that it went back is news: the daemon was started again between two samples.
    private bool IsNoNews(DashboardStats stats) => _sentStats is { } sent
        && stats.UptimeSeconds.HasValue == sent.UptimeSeconds.HasValue
        && !_isRestarted
        && sent with { ObservedAt = stats.ObservedAt, UptimeSeconds = stats.UptimeSeconds } == stats;

    private void AddHealth(List<SourceMessage> changes)
    {
        var health = Tracker.State == SourceState.Down ? _messages.HealthFallback(_health, Tracker)
            : Tracker.IsSettled && _health is not null ? _messages.Health(_health, SourceMessages.FeedError(Tracker, FeedKind.Health))
            : null;
        if (health is null || (_sentHealth is { } sent && sent with { ObservedAt = health.ObservedAt } == health))
        {
            return;
        }

        _sentHealth = health;
        changes.Add(health);
    }

    private void Send(IReadOnlyList<SourceMessage> changes, IReadOnlyList<MessageKey> outOfView)
    {
        // Not by the clock: should somebody set it back, heartbeats would fail for as long.
        _lastPublished = _time.GetTimestamp();
        _publishedHeardAt = Tracker.LastHeardAt;
        _feed.Publish(new FeedBatch([.. changes.Select(_stamp.On)], outOfView));
    }

    private void LogState(SourceStatus status)
    {
        if (status.State is SourceState.Down or SourceState.Degraded)
        {
            var cause = Tracker.TransportCause is { } transport ? $" [{transport}]" : "";
            Log.Failing(_logger, status.Source, status.State, _sentStatus?.State, status.Error, cause);
        }
        else
        {
            Log.Well(_logger, status.Source, status.State, _sentStatus?.State, _daemon.Address);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Information, "Source {Source} is {State} (was {Before}) at {Address}")]
        public static partial void Well(ILogger logger, string source, SourceState state, SourceState? before, string address);

        [LoggerMessage(2102, LogLevel.Warning, "Source {Source} is {State} (was {Before}): {Error}{Cause}")]
        public static partial void Failing(ILogger logger, string source, SourceState state, SourceState? before, string? error, string cause);
    }
}
