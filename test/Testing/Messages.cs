using FlextMonitor.Contracts;

namespace FlextMonitor.Testing;

/// <summary>Builds valid messages, so that a test shows only the fields that matter to it.</summary>
public static class Messages
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    public static SourceStatus Status(string source = "default", long sequence = 1, long epoch = 1) => new()
    {
        Source = source,
        Epoch = epoch,
        Sequence = sequence,
        ObservedAt = Noon,
        State = SourceState.Live,
        Error = null,
        Since = Noon,
        LastLiveAt = Noon,
        IntervalSeconds = 1,
        ExecutionLimit = 50,
        Version = "0.9.0",
        Environment = "test",
        Feeds = ValueMap<FeedStatus>.Empty,
    };

    public static DashboardStats Stats(string source = "default", long sequence = 1, long epoch = 1, double? cpu = 12.5) => new()
    {
        Source = source,
        Epoch = epoch,
        Sequence = sequence,
        ObservedAt = Noon,
        Fallback = false,
        Error = null,
        ActivePipelines = 2,
        TotalExecutions = 40,
        SuccessRate = 97.5,
        UptimeSeconds = 3600,
        CpuUsage = cpu,
        MemoryUsage = 43.2,
        ActiveConnections = 3,
        LastKnown = null,
    };

    public static HealthStatus Health(string source = "default", long sequence = 1) => new()
    {
        Source = source,
        Epoch = 1,
        Sequence = sequence,
        ObservedAt = Noon,
        Fallback = false,
        Error = null,
        Healthy = true,
        Components = ValueMap<ComponentHealth>.Empty,
        LastKnown = null,
    };

    public static ExecutionData Execution(string id, string source = "default", long sequence = 1, DateTimeOffset? startedAt = null) => new()
    {
        Source = source,
        Epoch = 1,
        Sequence = sequence,
        ObservedAt = Noon,
        Id = id,
        PipelineId = "orders",
        PipelineName = "Orders to warehouse",
        Status = ExecutionStatus.Success,
        StartedAt = startedAt ?? Noon,
        FinishedAt = Noon,
        DurationSeconds = 3,
        Duration = "3s",
        Progress = null,
        RecordsProcessed = 10,
        TriggeredBy = "schedule",
        ErrorMessage = null,
        Metadata = ValueMap<string>.Empty,
    };

    public static ExecutionRemoved Removed(string id, string source = "default", long sequence = 1) =>
        new() { Source = source, Epoch = 1, Sequence = sequence, ObservedAt = Noon, Id = id };

    public static Heartbeat Heartbeat(string source = "default", long sequence = 1) =>
        new() { Source = source, Epoch = 1, Sequence = sequence, ObservedAt = Noon };

    public static PipelineStatus Pipeline(string id = "orders", string source = "default", long sequence = 1) => new()
    {
        Source = source,
        Epoch = 1,
        Sequence = sequence,
        ObservedAt = Noon,
        Id = id,
        Name = "Orders to warehouse",
        Schedule = "0 2 * * *",
        IsActive = true,
        NextDueAt = null,
        LastExecutionId = "run-1",
        LastStatus = ExecutionStatus.Success,
        LastStartedAt = Noon,
        LastEndedAt = Noon,
        LastGoodAt = Noon,
        FailuresInARow = 0,
        FailuresAtLeast = false,
        UsualSeconds = 130,
        UsualRows = 1200,
        Runs24h = 1,
        Succeeded24h = 1,
        Failed24h = 0,
        SeenPercent24h = 100,
    };

    public static Problem Problem(string id = "problem-1", string source = "default", long sequence = 1) => new()
    {
        Source = source,
        Epoch = 1,
        Sequence = sequence,
        ObservedAt = Noon,
        Id = id,
        Kind = ProblemKinds.Failing,
        State = ProblemState.Open,
        Severity = ProblemSeverity.Critical,
        PipelineId = "orders",
        PipelineName = "Orders to warehouse",
        ExecutionId = "run-1",
        Component = null,
        Figure = null,
        RuleId = null,
        Title = "Orders to warehouse failed",
        Detail = null,
        Since = Noon,
        SinceAtLeast = false,
        Count = 1,
        LastGoodAt = null,
        UsualSeconds = null,
        UnseenSince = null,
        Acknowledged = null,
        SilencedUntil = null,
        PartOf = null,
    };

    public static ProblemResolved Resolved(string id = "problem-1", string source = "default", long sequence = 2) =>
        new() { Source = source, Epoch = 1, Sequence = sequence, ObservedAt = Noon, Id = id, ResolvedAt = Noon };

    public static SourceEvaluated Evaluated(DateTimeOffset evaluatedAt, string source = "default", long sequence = 1) =>
        new() { Source = source, Epoch = 1, Sequence = sequence, ObservedAt = Noon, EvaluatedAt = evaluatedAt };
}
