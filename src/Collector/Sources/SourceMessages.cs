using FlextMonitor.Collector.Settings;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>Builds the messages of a source from its state and figures. They are not stamped yet.</summary>
internal sealed class SourceMessages(DaemonOptions daemon)
{
    /// <summary>The start of every error text of a source that is down.</summary>
    public const string Unable = "Unable to connect to FLEXT daemon: ";

    public SourceStatus Status(SourceTracker tracker, Mapping.DaemonFacts? facts, TimeSpan interval, string? pipelinesNotice) => new()
    {
        Source = daemon.Name,
        Epoch = 0,
        Sequence = 0,
        ObservedAt = tracker.LastHeardAt,
        State = tracker.State,
        Error = Error(tracker),
        Since = tracker.Since,
        LastLiveAt = tracker.LastLiveAt,
        IntervalSeconds = interval.TotalSeconds,
        ExecutionLimit = daemon.ExecutionLimit,
        Version = facts?.Version,
        Environment = facts?.Environment,
        Feeds = ValueMap<FeedStatus>.From(FeedKinds.All.Select(feed => KeyValuePair.Create(feed.Name(), Feed(tracker, feed, pipelinesNotice)))),
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

    /// <summary>The error of a feed; null if it works, or if nothing is known yet.</summary>
    public static string? FeedError(SourceTracker tracker, FeedKind feed) => tracker.State switch
    {
        SourceState.Down => Unable + tracker.DownCause,
        SourceState.Connecting => null,
        _ => tracker.Of(feed) is { } outcome ? outcome.Failure?.Text : "Has not answered yet",
    };

    /// <summary>The last live figures in a published message; null if there are none.</summary>
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

    /// <summary>The last live health in a published message; null if there is none.</summary>
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

    private static FeedStatus Feed(SourceTracker tracker, FeedKind feed, string? pipelinesNotice) => new()
    {
        Ok = tracker.IsSettled && tracker.Of(feed) is { Failure: null },
        Error = FeedError(tracker, feed),
        Notice = tracker.IsSettled ? Notice(tracker.Of(feed)?.Notice, feed == FeedKind.Executions ? pipelinesNotice : null) : null,
    };

    // Executions are shown with the names of their pipelines, so a list of pipelines that cannot be read whole is reported beside them.
    private static string? Notice(string? feed, string? pipelines) => feed is null || pipelines is null ? feed ?? pipelines : $"{feed}; {pipelines}";

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
