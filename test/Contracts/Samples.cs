namespace FlextMonitor.Contracts.Tests;

/// <summary>One full and, where it matters, one empty value of each message.</summary>
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
        ["Heartbeat"] = new Heartbeat { Source = "default", Epoch = 1767323045000, Sequence = 9, ObservedAt = Observed },
        ["Closing"] = new Closing { Reason = ClosingReason.SignedOut, RetryAfterSeconds = 0 },
        ["LogLine"] = new LogLine { Timestamp = Observed, Level = "info", Message = "replicated 10 rows" },
    };

    private static SourceStatus Status => new()
    {
        Source = "default",
        Epoch = 1767323045000,
        Sequence = 7,
        ObservedAt = Observed,
        State = SourceState.Degraded,
        Error = "executions: the daemon does not implement ListExecutions",
        Since = Observed.AddMinutes(-1),
        LastLiveAt = Observed.AddMinutes(-1),
        IntervalSeconds = 0.5,
        ExecutionLimit = 50,
        Version = "0.9.0",
        Environment = "production",
        Feeds = ValueMap<FeedStatus>.From(
        [
            new(FeedNames.Stats, new FeedStatus { Ok = true, Error = null }),
            new(FeedNames.Health, new FeedStatus { Ok = true, Error = null, Notice = "200 of 350 components are shown" }),
            new(FeedNames.Executions, new FeedStatus { Ok = false, Error = "the daemon does not implement ListExecutions" }),
        ]),
    };

    private static DashboardStats Stats => new()
    {
        Source = "default",
        Epoch = 1767323045000,
        Sequence = 9007199254740991,
        ObservedAt = Observed,
        Fallback = false,
        Error = null,
        ActivePipelines = 2,
        TotalExecutions = 40,
        SuccessRate = 97.5,
        UptimeSeconds = 3600,
        CpuUsage = 12.5,
        MemoryUsage = null,
        ActiveConnections = 3,
        LastKnown = null,
    };

    private static HealthStatus Health => new()
    {
        Source = "default",
        Epoch = 1767323045000,
        Sequence = 3,
        ObservedAt = Observed,
        Fallback = false,
        Error = null,
        Healthy = false,
        Components = Components,
        LastKnown = null,
    };

    private static ExecutionData Execution => new()
    {
        Source = "default",
        Epoch = 1767323045000,
        Sequence = 4,
        ObservedAt = Observed,
        Id = "run-1",
        PipelineId = "orders",
        PipelineName = "Orders to warehouse",
        Status = ExecutionStatus.Failed,
        StartedAt = Observed.AddMinutes(-2),
        FinishedAt = Observed.AddSeconds(-1),
        DurationSeconds = 119,
        Duration = "1m 59s",
        Progress = null,
        RecordsProcessed = 1234,
        TriggeredBy = "schedule",
        ErrorMessage = "Tap failed: 401 Unauthorized",
        Metadata = ValueMap<string>.From([new("sample", "true")]),
    };
}
