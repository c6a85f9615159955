using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>Holds what is known of one source in one term, and publishes what has changed. Its context guards it with a lock.</summary>
internal sealed partial class SourceReporter
{
    private readonly DaemonOptions _daemon;
    private readonly SourceMessages _messages;
    private readonly FeedOutlet _feed;
    private readonly TimeProvider _time;
    private readonly ILogger<SourceReporter> _logger;
    private readonly bool _isResumed;
    private DashboardStats? _stats;
    private HealthStatus? _health;
    private DaemonFacts? _facts;
    private SourceStatus? _sentStatus;
    private DashboardStats? _sentStats;
    private HealthStatus? _sentHealth;
    private bool _isRestarted;
    private long _lastPublished;
    private DateTimeOffset? _publishedHeardAt;

    public SourceReporter(DaemonOptions daemon, FeedOutlet feed, SourceTerm term, TimeProvider time, ILogger<SourceReporter> logger)
    {
        var previous = term.Previous;
        _daemon = daemon;
        Interval = daemon.Interval;
        _messages = new SourceMessages(daemon);
        _feed = feed;
        _time = time;
        _logger = logger;
        _isResumed = previous.Status is not null;
        _facts = previous.Status is { } status ? new DaemonFacts(status.Version, status.Environment) : null;
        _sentStatus = Unstamped(previous.Status);
        _sentStats = Unstamped(previous.Stats);
        _sentHealth = Unstamped(previous.Health);
        _stats = SourceMessages.LastSeenLive(_sentStats);
        _health = SourceMessages.LastSeenLive(_sentHealth);
        Stamp = term.Stamp;
        Tracker = new SourceTracker(time.Now(), previous.Status);
        Pipelines = new PipelineListing(previous.Pipelines);
        Executions = new ExecutionView(daemon.ExecutionLimit, Pipelines, previous.Executions);
    }

    /// <summary>How often a subscriber can expect news.</summary>
    public TimeSpan Interval { get; set; }

    public MessageStamp Stamp { get; }

    public SourceTracker Tracker { get; }

    public PipelineListing Pipelines { get; }

    public ExecutionView Executions { get; }

    /// <summary>Publishes that the source exists, before its first answer. A term that continues an earlier one publishes nothing here.</summary>
    public void Introduce()
    {
        if (!_isResumed)
        {
            Publish();
            Send([_messages.Heartbeat(null)], []);
        }
    }

    public void Take(DashboardStats stats)
    {
        // Compared with the last sample, because the last published figures may be old enough for the uptime to have passed them again.
        _isRestarted |= stats.UptimeSeconds < _stats?.UptimeSeconds;
        _stats = stats;
    }

    public void Take(HealthStatus health) => _health = health;

    public void Take(DaemonFacts facts) => _facts = facts;

    /// <summary>Publishes what has changed, or a heartbeat if a whole interval has passed without a change.</summary>
    public void Publish()
    {
        var changes = new List<SourceMessage>();
        AddStatus(changes);
        AddStats(changes);
        AddHealth(changes);
        var (executions, outOfView) = Tracker.IsSettled ? Executions.TakeChanges(Tracker.LastHeardAt) : ([], []);
        changes.AddRange(executions);
        changes.AddRange(Tracker.IsSettled ? Pipelines.TakeChanges(Tracker.LastHeardAt) : []);
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
        if (_isResumed && Tracker.State == SourceState.Connecting)
        {
            return;
        }

        var status = _messages.Status(Tracker, _facts, Interval, Pipelines.Notice);
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
            : Tracker.IsSettled && _stats is not null ? _stats with { Error = SourceMessages.FeedError(Tracker, FeedKind.Stats) }
            : null;
        if (stats is null || IsUnchanged(stats))
        {
            return;
        }

        _sentStats = stats;
        _isRestarted = false;
        changes.Add(stats);
    }

    // Uptime always changes. It is published only if it decreased, because then the daemon was restarted between two samples.
    private bool IsUnchanged(DashboardStats stats) => _sentStats is { } sent
        && stats.UptimeSeconds.HasValue == sent.UptimeSeconds.HasValue
        && !_isRestarted
        && sent with { ObservedAt = stats.ObservedAt, UptimeSeconds = stats.UptimeSeconds } == stats;

    private void AddHealth(List<SourceMessage> changes)
    {
        var health = Tracker.State == SourceState.Down ? _messages.HealthFallback(_health, Tracker)
            : Tracker.IsSettled && _health is not null ? _health with { Error = SourceMessages.FeedError(Tracker, FeedKind.Health) }
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
        // A monotonic timestamp: if the clock were set back, no heartbeats would be sent for that long.
        _lastPublished = _time.GetTimestamp();
        _publishedHeardAt = Tracker.LastHeardAt;
        _feed.Publish(new FeedBatch([.. changes.Select(Stamp.Stamp)], outOfView));
    }

    private static TMessage? Unstamped<TMessage>(TMessage? message)
        where TMessage : SourceMessage => message is null ? null : message with { Epoch = 0, Sequence = 0 };

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
