using FlextMonitor.Testing;

namespace FlextMonitor.Contracts.Tests;

/// <summary>One sample of each message with all fields set and, where it matters, one with empty fields.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset Observed = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    private static readonly ValueMap<ComponentHealth> Components = ValueMap<ComponentHealth>.From([new("database", new ComponentHealth
    {
        Name = "database",
        Healthy = false,
        Message = "disk 97 % full",
        Metadata = ValueMap<string>.From([new("camelCaseStays", "1"), new("As-It-Is", "2")]),
    })]);

    public static IReadOnlyDictionary<string, object> All { get; } = new Dictionary<string, object>
    {
        ["SourceStatus"] = Status,
        ["SourceStatus.Connecting"] = Status with
        {
            ObservedAt = null,
            State = SourceState.Connecting,
            Error = null,
            LastLiveAt = null,
            Version = null,
            Environment = null,
            Feeds = ValueMap<FeedStatus>.Empty,
        },
        ["DashboardStats"] = Stats,
        ["DashboardStats.Fallback"] = Stats with
        {
            Fallback = true,
            Error = "Unable to connect to FLEXT daemon: Connection refused (127.0.0.1:50051)",
            ActivePipelines = 0,
            TotalExecutions = 0,
            SuccessRate = 0,
            UptimeSeconds = 0,
            CpuUsage = 0,
            MemoryUsage = 0,
            ActiveConnections = 0,
            LastKnown = new LastKnownStats
            {
                ObservedAt = Observed.AddSeconds(-1),
                ActivePipelines = 2,
                TotalExecutions = 40,
                SuccessRate = null,
                UptimeSeconds = 3600,
                CpuUsage = 12.5,
                MemoryUsage = 43.2,
                ActiveConnections = 3,
            },
        },
        ["HealthStatus"] = Health,
        ["HealthStatus.Fallback"] = Health with
        {
            Fallback = true,
            Error = "Unable to connect to FLEXT daemon: Connection refused (127.0.0.1:50051)",
            Healthy = false,
            Components = ValueMap<ComponentHealth>.Empty,
            LastKnown = new LastKnownHealth { ObservedAt = Observed.AddSeconds(-1), Healthy = true, Components = Components },
        },
        ["ExecutionData"] = Execution,
        ["ExecutionData.Running"] = Execution with
        {
            Status = ExecutionStatus.Running,
            FinishedAt = null,
            DurationSeconds = null,
            Duration = null,
            Progress = 42.5,
            ErrorMessage = null,
            TriggeredBy = null,
            Metadata = ValueMap<string>.Empty,
        },
        ["ExecutionRemoved"] = new ExecutionRemoved { Source = "default", Epoch = 1767323045000, Sequence = 8, ObservedAt = Observed, Id = "run-1" },
        ["PipelineStatus"] = Pipeline,
        ["PipelineStatus.Unknown"] = Pipeline with
        {
            Name = "orders",
            Schedule = null,
            NextDueAt = null,
            LastExecutionId = null,
            LastStatus = null,
            LastStartedAt = null,
            LastEndedAt = null,
            LastGoodAt = null,
            FailuresInARow = 0,
            FailuresAtLeast = false,
            UsualSeconds = null,
            UsualRows = null,
            Runs24h = 0,
            Succeeded24h = 0,
            Failed24h = 0,
            SeenPercent24h = 0,
        },
        ["PipelineRemoved"] = new PipelineRemoved { Source = "default", Epoch = 1767323046000, Sequence = 11, ObservedAt = Observed, Id = "orders" },
        ["Problem"] = Failing,
        ["Problem.Component"] = Failing with
        {
            Kind = ProblemKinds.Component,
            Severity = ProblemSeverity.Critical,
            PipelineId = null,
            PipelineName = null,
            ExecutionId = null,
            Component = "database",
            Title = "Component database is not healthy",
            Detail = null,
            SinceAtLeast = false,
            Count = null,
            LastGoodAt = null,
            UsualSeconds = null,
            UnseenSince = null,
            Acknowledged = null,
            SilencedUntil = null,
            PartOf = null,
        },
        ["ProblemResolved"] = new ProblemResolved
        {
            Source = "default",
            Epoch = 1767323046000,
            Sequence = 13,
            ObservedAt = Observed,
            Id = "0197c8a4d5e67f0891a2b3c4d5e6f708",
            ResolvedAt = Observed.AddSeconds(-1),
        },
        ["PipelineDefinition"] = new PipelineDefinition
        {
            Source = "default",
            Epoch = 1767323045000,
            Sequence = 14,
            ObservedAt = Observed,
            Id = "orders",
            Name = "Orders to warehouse",
            Schedule = "0 2 * * *",
            IsActive = true,
        },
        ["PipelineDefinitionRemoved"] = new PipelineDefinitionRemoved { Source = "default", Epoch = 1767323045000, Sequence = 15, ObservedAt = Observed, Id = "orders" },
        ["SourceEvaluated"] = new SourceEvaluated { Source = "default", Epoch = 1767323046000, Sequence = 16, ObservedAt = Observed, EvaluatedAt = Observed },
        ["Heartbeat"] = new Heartbeat { Source = "default", Epoch = 1767323045000, Sequence = 9, ObservedAt = Observed, EvaluatedAt = Observed.AddMilliseconds(2) },
        ["Closing"] = new Closing { Reason = ClosingReason.SignedOut, RetryAfterSeconds = 0 },
        ["LogLine"] = new LogLine { Timestamp = Observed, Level = "info", Message = "replicated 10 rows" },
    };

    private static PipelineStatus Pipeline => Messages.Pipeline() with
    {
        Epoch = 1767323046000,
        Sequence = 10,
        ObservedAt = Observed,
        NextDueAt = Observed.AddHours(23),
        LastStatus = ExecutionStatus.Failed,
        LastStartedAt = Observed.AddMinutes(-2),
        LastEndedAt = Observed.AddSeconds(-1),
        LastGoodAt = Observed.AddDays(-2),
        FailuresInARow = 2,
        FailuresAtLeast = true,
        Runs24h = 3,
        Succeeded24h = 1,
        Failed24h = 2,
        SeenPercent24h = 87,
    };

    private static Problem Failing => Messages.Problem() with
    {
        Epoch = 1767323046000,
        Sequence = 12,
        ObservedAt = Observed,
        Id = "0197c8a4d5e67f0891a2b3c4d5e6f708",
        Severity = ProblemSeverity.Warning,
        Title = "Orders to warehouse failed 2 times in a row",
        Detail = "Tap failed: 401 Unauthorized",
        Since = Observed.AddHours(-3),
        SinceAtLeast = true,
        Count = 2,
        LastGoodAt = Observed.AddDays(-2),
        UsualSeconds = 130,
        UnseenSince = Observed,
        Acknowledged = new Acknowledgement { By = "ana@example.org", At = Observed, Until = Observed.AddHours(8), Note = "rotating the token" },
        SilencedUntil = Observed.AddHours(1),
        PartOf = "0197c8a4d5e67f0891a2b3c4d5e6f700",
    };

    private static SourceStatus Status => Messages.Status() with
    {
        Epoch = 1767323045000,
        Sequence = 7,
        ObservedAt = Observed,
        State = SourceState.Degraded,
        Error = "executions: the daemon does not implement ListExecutions",
        Since = Observed.AddMinutes(-1),
        LastLiveAt = Observed.AddMinutes(-1),
        IntervalSeconds = 0.5,
        Environment = "production",
        Feeds = ValueMap<FeedStatus>.From(
        [
            new(FeedNames.Stats, new FeedStatus { Ok = true, Error = null }),
            new(FeedNames.Health, new FeedStatus { Ok = true, Error = null, Notice = "200 of 350 components are shown" }),
            new(FeedNames.Executions, new FeedStatus { Ok = false, Error = "the daemon does not implement ListExecutions" }),
        ]),
    };

    private static DashboardStats Stats => Messages.Stats() with
    {
        Epoch = 1767323045000,
        Sequence = 9007199254740991,
        ObservedAt = Observed,
        MemoryUsage = null,
    };

    private static HealthStatus Health => Messages.Health() with
    {
        Epoch = 1767323045000,
        Sequence = 3,
        ObservedAt = Observed,
        Healthy = false,
        Components = Components,
    };

    private static ExecutionData Execution => Messages.Execution("run-1") with
    {
        Epoch = 1767323045000,
        Sequence = 4,
        ObservedAt = Observed,
        Status = ExecutionStatus.Failed,
        StartedAt = Observed.AddMinutes(-2),
        FinishedAt = Observed.AddSeconds(-1),
        DurationSeconds = 119,
        Duration = "1m 59s",
        RecordsProcessed = 1234,
        ErrorMessage = "Tap failed: 401 Unauthorized",
        Metadata = ValueMap<string>.From([new("sample", "true")]),
    };
}
