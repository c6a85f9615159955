using FlextMonitor.Contracts;

namespace FlextMonitor.Client.Testing;

/// <summary>The messages of a <see cref="FakeDaemon"/>. The hub gives them their place in the order.</summary>
internal static class FakeMessages
{
    private const int ExecutionLimit = 50;

    public static SourceStatus Status(string source, DateTimeOffset now, string? failingFeed = null, string? error = null) => new()
    {
        Source = source,
        Epoch = 1,
        Sequence = 1,
        ObservedAt = now,
        State = SourceState.Live,
        Error = null,
        Since = now,
        LastLiveAt = now,
        IntervalSeconds = 1,
        ExecutionLimit = ExecutionLimit,
        Version = null,
        Environment = null,
        Feeds = ValueMap<FeedStatus>.From(new[] { FeedNames.Stats, FeedNames.Health, FeedNames.Executions }.Select(feed =>
            KeyValuePair.Create(feed, new FeedStatus { Ok = feed != failingFeed, Error = feed == failingFeed ? error : null }))),
    };

    public static DashboardStats Stats(string source, DateTimeOffset now) => new()
    {
        Source = source,
        Epoch = 1,
        Sequence = 1,
        ObservedAt = now,
        Fallback = false,
        Error = null,
        ActivePipelines = 0,
        TotalExecutions = 0,
        SuccessRate = null,
        UptimeSeconds = 0,
        CpuUsage = 0,
        MemoryUsage = 0,
        ActiveConnections = 0,
        LastKnown = null,
    };

    /// <summary>The figures of a daemon that is down: zeros as placeholders, and what was known last.</summary>
    public static DashboardStats Fallback(DashboardStats last, string error) => last with
    {
        Fallback = true,
        Error = error,
        ActivePipelines = 0,
        TotalExecutions = 0,
        SuccessRate = 0,
        UptimeSeconds = 0,
        CpuUsage = 0,
        MemoryUsage = 0,
        ActiveConnections = 0,
        LastKnown = new LastKnownStats
        {
            ObservedAt = last.ObservedAt!.Value,
            ActivePipelines = last.ActivePipelines,
            TotalExecutions = last.TotalExecutions,
            SuccessRate = last.SuccessRate,
            UptimeSeconds = last.UptimeSeconds,
            CpuUsage = last.CpuUsage,
            MemoryUsage = last.MemoryUsage,
            ActiveConnections = last.ActiveConnections,
        },
    };

    public static HealthStatus Health(string source, DateTimeOffset now) => new()
    {
        Source = source,
        Epoch = 1,
        Sequence = 1,
        ObservedAt = now,
        Fallback = false,
        Error = null,
        Healthy = true,
        Components = ValueMap<ComponentHealth>.Empty,
        LastKnown = null,
    };

    public static HealthStatus Fallback(HealthStatus last, string error) => last with
    {
        Fallback = true,
        Error = error,
        Healthy = false,
        Components = ValueMap<ComponentHealth>.Empty,
        LastKnown = new LastKnownHealth { ObservedAt = last.ObservedAt!.Value, Healthy = last.Healthy, Components = last.Components },
    };

    public static ExecutionData Execution(string source, string id, string pipelineId, DateTimeOffset now) => new()
    {
        Source = source,
        Epoch = 1,
        Sequence = 1,
        ObservedAt = now,
        Id = id,
        PipelineId = pipelineId,
        PipelineName = pipelineId,
        Status = ExecutionStatus.Running,
        StartedAt = now,
        FinishedAt = null,
        DurationSeconds = null,
        Duration = null,
        Progress = null,
        RecordsProcessed = null,
        TriggeredBy = null,
        ErrorMessage = null,
        Metadata = ValueMap<string>.Empty,
    };

    public static Problem Problem(string source, string id, string title, ProblemSeverity severity, string kind, DateTimeOffset now) => new()
    {
        Source = source,
        Epoch = 1,
        Sequence = 1,
        ObservedAt = now,
        Id = id,
        Kind = kind,
        State = ProblemState.Open,
        Severity = severity,
        PipelineId = null,
        PipelineName = null,
        ExecutionId = null,
        Component = null,
        Figure = null,
        RuleId = null,
        Title = title,
        Detail = null,
        Since = now,
        SinceAtLeast = false,
        Count = null,
        LastGoodAt = null,
        UsualSeconds = null,
        UnseenSince = null,
        Acknowledged = null,
        SilencedUntil = null,
        PartOf = null,
    };

    public static Heartbeat Heartbeat(string source, DateTimeOffset now, DateTimeOffset? evaluatedAt) =>
        new() { Source = source, Epoch = 1, Sequence = 1, ObservedAt = now, EvaluatedAt = evaluatedAt };
}
