using FlextMonitor.Collector.Settings;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>Turns a source's state and figures into the messages of the contract, without a place in the order yet.</summary>
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

    public DashboardStats StatsFallback(DashboardStats? lastSeen, SourceTracker tracker) => new()
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
        LastKnown = LastKnown(lastSeen),
    };

    public HealthStatus HealthFallback(HealthStatus? lastSeen, SourceTracker tracker) => new()
    {
        Source = daemon.Name,
        Epoch = 0,
        Sequence = 0,
        ObservedAt = tracker.LastHeardAt,
        Fallback = true,
        Error = Error(tracker),
        Healthy = false,
        Components = ValueMap<ComponentHealth>.Empty,
        LastKnown = LastKnown(lastSeen),
    };

    public Heartbeat Heartbeat(DateTimeOffset? heardAt) =>
        new() { Source = daemon.Name, Epoch = 0, Sequence = 0, ObservedAt = heardAt };

    /// <summary>What is wrong with a feed; null while nothing is, or nothing is known.</summary>
    public static string? FeedError(SourceTracker tracker, FeedKind feed) => tracker.State switch
    {
        SourceState.Down => Unable + tracker.DownCause,
        SourceState.Connecting => null,
        _ => tracker.Of(feed) is { } outcome ? outcome.Failure?.Text : "Has not answered yet",
    };

    /// <summary>The figures behind a published message, as they were last seen live; null if they never were.</summary>
    public static DashboardStats? LastSeenLive(DashboardStats? published) => published switch
    {
        { Fallback: false } => published with { Error = null },
        { LastKnown: { } known } => published with
        {
            Fallback = false,
            Error = null,
            LastKnown = null,
            ObservedAt = known.ObservedAt,
            ActivePipelines = known.ActivePipelines,
            TotalExecutions = known.TotalExecutions,
            SuccessRate = known.SuccessRate,
            UptimeSeconds = known.UptimeSeconds,
            CpuUsage = known.CpuUsage,
            MemoryUsage = known.MemoryUsage,
            ActiveConnections = known.ActiveConnections,
        },
        _ => null,
    };

    /// <summary>The health behind a published message, as it was last seen live; null if it never was.</summary>
    public static HealthStatus? LastSeenLive(HealthStatus? published) => published switch
    {
        { Fallback: false } => published with { Error = null },
        { LastKnown: { } known } => published with
        {
            Fallback = false,
            Error = null,
            LastKnown = null,
            ObservedAt = known.ObservedAt,
            Healthy = known.Healthy,
            Components = known.Components,
        },
        _ => null,
    };

    private static LastKnownStats? LastKnown(DashboardStats? seen) => seen is not { ObservedAt: { } observedAt } ? null : new LastKnownStats
    {
        ObservedAt = observedAt,
        ActivePipelines = seen.ActivePipelines,
        TotalExecutions = seen.TotalExecutions,
        SuccessRate = seen.SuccessRate,
        UptimeSeconds = seen.UptimeSeconds,
        CpuUsage = seen.CpuUsage,
        MemoryUsage = seen.MemoryUsage,
        ActiveConnections = seen.ActiveConnections,
    };

    private static LastKnownHealth? LastKnown(HealthStatus? seen) => seen is not { ObservedAt: { } observedAt } ? null : new LastKnownHealth
    {
        ObservedAt = observedAt,
        Healthy = seen.Healthy,
        Components = seen.Components,
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
