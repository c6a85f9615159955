using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Live;

/// <summary>One of every message that subscribers are sent, with something in every field: an empty one would leave its serializer unloaded.</summary>
internal static class WarmUpMessages
{
    private const string Any = "warm-up";
    private static readonly DateTimeOffset Time = DateTimeOffset.UnixEpoch;

    public static IReadOnlyList<SourceMessage> All =>
    [
        Status, Stats, Health, Execution, Pipeline, Problem,
        new ExecutionRemoved { Source = Any, Epoch = 0, Sequence = 0, ObservedAt = Time, Id = Any },
        new PipelineRemoved { Source = Any, Epoch = 0, Sequence = 0, ObservedAt = Time, Id = Any },
        new ProblemResolved { Source = Any, Epoch = 0, Sequence = 0, ObservedAt = Time, Id = Any, ResolvedAt = Time },
        new Heartbeat { Source = Any, Epoch = 0, Sequence = 0, ObservedAt = Time, EvaluatedAt = Time },
    ];

    /// <summary>One of every answer to a call.</summary>
    public static IReadOnlyList<object> Answers => [Time, Execution];

    /// <summary>One of every item of a stream.</summary>
    public static IReadOnlyList<object> Items => [new LogLine { Timestamp = Time, Level = Any, Message = Any }];

    private static SourceStatus Status => new()
    {
        Source = Any,
        Epoch = 0,
        Sequence = 0,
        ObservedAt = Time,
        State = SourceState.Live,
        Error = Any,
        Since = Time,
        LastLiveAt = Time,
        IntervalSeconds = 1,
        ExecutionLimit = 1,
        Version = Any,
        Environment = Any,
        Feeds = ValueMap<FeedStatus>.From([new(Any, new FeedStatus { Ok = true, Error = Any, Notice = Any })]),
    };

    private static DashboardStats Stats => new()
    {
        Source = Any,
        Epoch = 0,
        Sequence = 0,
        ObservedAt = Time,
        Fallback = true,
        Error = Any,
        ActivePipelines = 1,
        TotalExecutions = 1,
        SuccessRate = 1,
        UptimeSeconds = 1,
        CpuUsage = 1,
        MemoryUsage = 1,
        ActiveConnections = 1,
        LastKnown = KnownStats,
    };

    private static LastKnownStats KnownStats => new()
    {
        ObservedAt = Time,
        ActivePipelines = 1,
        TotalExecutions = 1,
        SuccessRate = 1,
        UptimeSeconds = 1,
        CpuUsage = 1,
        MemoryUsage = 1,
        ActiveConnections = 1,
    };

    private static HealthStatus Health => new()
    {
        Source = Any,
        Epoch = 0,
        Sequence = 0,
        ObservedAt = Time,
        Fallback = true,
        Error = Any,
        Healthy = true,
        Components = Components,
        LastKnown = new() { ObservedAt = Time, Healthy = true, Components = Components },
    };

    private static ValueMap<ComponentHealth> Components => ValueMap<ComponentHealth>.From(
        [new(Any, new ComponentHealth { Name = Any, Healthy = true, Message = Any, Metadata = Metadata })]);

    private static ValueMap<string> Metadata => ValueMap<string>.From([new(Any, Any)]);

    private static ExecutionData Execution => new()
    {
        Source = Any,
        Epoch = 0,
        Sequence = 0,
        ObservedAt = Time,
        Id = Any,
        PipelineId = Any,
        PipelineName = Any,
        Status = ExecutionStatus.Success,
        StartedAt = Time,
        FinishedAt = Time,
        DurationSeconds = 1,
        Duration = Any,
        Progress = 1,
        RecordsProcessed = 1,
        TriggeredBy = Any,
        ErrorMessage = Any,
        Metadata = Metadata,
    };

    private static PipelineStatus Pipeline => new()
    {
        Source = Any,
        Epoch = 0,
        Sequence = 0,
        ObservedAt = Time,
        Id = Any,
        Name = Any,
        Schedule = Any,
        IsActive = true,
        NextDueAt = Time,
        LastExecutionId = Any,
        LastStatus = ExecutionStatus.Success,
        LastStartedAt = Time,
        LastEndedAt = Time,
        LastGoodAt = Time,
        FailuresInARow = 0,
        FailuresAtLeast = true,
        UsualSeconds = 1,
        UsualRows = 1,
        Runs24h = 1,
        Succeeded24h = 1,
        Failed24h = 0,
        SeenPercent24h = 100,
    };

    private static Problem Problem => new()
    {
        Source = Any,
        Epoch = 0,
        Sequence = 0,
        ObservedAt = Time,
        Id = Any,
        Kind = Any,
        State = ProblemState.Open,
        Severity = ProblemSeverity.Info,
        PipelineId = Any,
        PipelineName = Any,
        ExecutionId = Any,
        Component = Any,
        Figure = Any,
        RuleId = Any,
        Title = Any,
        Detail = Any,
        Since = Time,
        SinceAtLeast = true,
        Count = 1,
        LastGoodAt = Time,
        UsualSeconds = 1,
        UnseenSince = Time,
        Acknowledged = new() { By = Any, At = Time, Until = Time, Note = Any },
        SilencedUntil = Time,
        PartOf = Any,
    };
}
