using FlextMonitor.Collector.Settings;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>Words a source's state and figures as the messages of the contract. They have no place in the order yet.</summary>
internal sealed class SourceMessages(DaemonOptions daemon)
{
    /// <summary>How every error of a source that is down begins.</summary>
    public const string Unable = "Unable to connect to FLEXT daemon: ";

    public SourceStatus Status(SourceTracker tracker, Mapping.DaemonFacts? facts) => new()
    {
        Source = daemon.Name,
        Epoch = 0,
        Sequence = 0,
        ObservedAt = tracker.LastHeardAt,
        State = tracker.State,
        Error = Error(tracker),
        Since = tracker.Since,
        LastLiveAt = tracker.LastLiveAt,
        IntervalSeconds = daemon.Interval.TotalSeconds,
        ExecutionLimit = daemon.ExecutionLimit,
        Version = facts?.Version,
        Environment = facts?.Environment,
        Feeds = ValueMap<FeedStatus>.From(FeedKinds.All.Select(feed => KeyValuePair.Create(feed.Name(), Feed(tracker, feed)))),
    };

    public DashboardStats Stats(LastKnownStats figures, string? error) => new()
    {
        Source = daemon.Name,
        Epoch = 0,
        Sequence = 0,
        ObservedAt = figures.ObservedAt,
        Fallback = false,
        Error = error,
        ActivePipelines = figures.ActivePipelines,
        TotalExecutions = figures.TotalExecutions,
        SuccessRate = figures.SuccessRate,
        UptimeSeconds = figures.UptimeSeconds,
        CpuUsage = figures.CpuUsage,
        MemoryUsage = figures.MemoryUsage,
        ActiveConnections = figures.ActiveConnections,
        LastKnown = null,
    };

    public DashboardStats StatsFallback(LastKnownStats? lastKnown, SourceTracker tracker) => new()
    {
        Source = daemon.Name,
        Epoch = 0,
        Sequence = 0,
        ObservedAt = tracker.LastHeardAt,
        Fallback = true,
        Error = Error(tracker),
        ActivePipelines = 0,
        TotalExecutions = 0,
        SuccessRate = 0,
        UptimeSeconds = 0,
        CpuUsage = 0,
        MemoryUsage = 0,
        ActiveConnections = 0,
        LastKnown = lastKnown,
    };

    public HealthStatus Health(LastKnownHealth health, string? error) => new()
    {
        Source = daemon.Name,
        Epoch = 0,
        Sequence = 0,
        ObservedAt = health.ObservedAt,
        Fallback = false,
        Error = error,
        Healthy = health.Healthy,
        Components = health.Components,
        LastKnown = null,
    };

    public HealthStatus HealthFallback(LastKnownHealth? lastKnown, SourceTracker tracker) => new()
    {
        Source = daemon.Name,
        Epoch = 0,
        Sequence = 0,
        ObservedAt = tracker.LastHeardAt,
        Fallback = true,
        Error = Error(tracker),
        Healthy = false,
        Components = ValueMap<ComponentHealth>.Empty,
        LastKnown = lastKnown,
    };

    public Heartbeat Heartbeat(DateTimeOffset? heardAt) =>
        new() { Source = daemon.Name, Epoch = 0, Sequence = 0, ObservedAt = heardAt };

    /// <summary>What is wrong with a feed; null while nothing is, and while nothing is known.</summary>
    public static string? FeedError(SourceTracker tracker, FeedKind feed) => tracker.State switch
    {
        SourceState.Down => Unable + tracker.DownCause,
        SourceState.Connecting => null,
        _ => tracker.Of(feed) is { } outcome ? outcome.Failure?.Text : "Has not answered yet",
    };

    private static FeedStatus Feed(SourceTracker tracker, FeedKind feed) => new()
    {
        Ok = tracker.IsSettled && tracker.Of(feed) is { Failure: null },
        Error = FeedError(tracker, feed),
        Notice = tracker.IsSettled ? tracker.Of(feed)?.Notice : null,
    };

    private static string? Error(SourceTracker tracker) => tracker.State switch
    {
        SourceState.Down => Unable + tracker.DownCause,
        SourceState.Degraded => string.Join("; ", FeedKinds.All
            .Select(feed => (feed, Error: FeedError(tracker, feed)))
            .Where(feed => feed.Error is not null)
            .Select(feed => $"{feed.feed.Name()}: {feed.Error}")),
        _ => null,
    };
}
