using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Tests.Problems;

/// <summary>Valid values of one source, so that a test shows only what it is about. <see cref="EvaluatedFeed"/> gives them their order.</summary>
internal static class Given
{
    public const string Source = "default";

    /// <summary>Noon, so that an hour more or less is the same day.</summary>
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly FeedStatus Ok = new() { Ok = true, Error = null };

    public static DateTimeOffset Ago(double minutes = 0, double hours = 0, double seconds = 0, double days = 0) =>
        Now - TimeSpan.FromDays(days) - TimeSpan.FromHours(hours) - TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(seconds);

    public static SourceStatus Status(SourceState state = SourceState.Live, params string[] failing) => new()
    {
        Source = Source,
        Epoch = 1,
        Sequence = 1,
        ObservedAt = Now,
        State = state,
        Error = null,
        Since = Ago(hours: 1),
        LastLiveAt = Now,
        IntervalSeconds = 1,
        ExecutionLimit = 50,
        Version = "0.9.0",
        Environment = "test",
        Feeds = ValueMap<FeedStatus>.From(
            new[] { FeedNames.Stats, FeedNames.Health, FeedNames.Executions }.Select(feed => KeyValuePair.Create(feed, failing.Contains(feed) ? Ok with { Ok = false, Error = "no" } : Ok))),
    };

    /// <summary>The status of a source that refuses connections.</summary>
    public static SourceStatus Down(DateTimeOffset? since = null) => Status(SourceState.Down, FeedNames.Stats, FeedNames.Health, FeedNames.Executions) with
    {
        Error = "Unable to connect to FLEXT daemon: refused",
        Since = since ?? Now,
    };

    /// <summary>The status of a source that was not heard yet.</summary>
    public static SourceStatus Connecting() => Status(SourceState.Connecting, FeedNames.Stats, FeedNames.Health, FeedNames.Executions) with
    {
        ObservedAt = null,
        LastLiveAt = null,
    };

    /// <summary>A status that holds few runs in view.</summary>
    public static SourceStatus Limit(int limit) => Status() with { ExecutionLimit = limit };

    public static HealthStatus Health(params ComponentHealth[] components) => new()
    {
        Source = Source,
        Epoch = 1,
        Sequence = 1,
        ObservedAt = Now,
        Fallback = false,
        Error = null,
        Healthy = components.All(component => component.Healthy),
        Components = ValueMap<ComponentHealth>.From(components.Select(component => KeyValuePair.Create(component.Name, component))),
        LastKnown = null,
    };

    public static DashboardStats Stats(double? cpuUsage) => new()
    {
        Source = Source,
        Epoch = 1,
        Sequence = 1,
        ObservedAt = Now,
        Fallback = false,
        Error = null,
        ActivePipelines = 1,
        TotalExecutions = 1,
        SuccessRate = 100,
        UptimeSeconds = 1,
        CpuUsage = cpuUsage,
        MemoryUsage = 10,
        ActiveConnections = 1,
        LastKnown = null,
    };

    public static HealthStatus HealthFallback() => Health() with { Fallback = true, Healthy = false, Error = "refused" };

    public static ComponentHealth Component(bool healthy = true, string? message = null, string name = "database") =>
        new() { Name = name, Healthy = healthy, Message = message, Metadata = ValueMap<string>.Empty };

    public static ExecutionData Run(string id = "run-1", ExecutionStatus status = ExecutionStatus.Success, DateTimeOffset? startedAt = null, string pipeline = "orders") => new()
    {
        Source = Source,
        Epoch = 1,
        Sequence = 1,
        ObservedAt = Now,
        Id = id,
        PipelineId = pipeline,
        PipelineName = pipeline == "orders" ? "Orders to warehouse" : pipeline,
        Status = status,
        StartedAt = startedAt ?? Ago(minutes: 1),
        FinishedAt = null,
        DurationSeconds = null,
        Duration = null,
        Progress = null,
        RecordsProcessed = null,
        TriggeredBy = null,
        ErrorMessage = null,
        Metadata = ValueMap<string>.Empty,
    };

    /// <summary>A run that ended at a time, having taken some seconds.</summary>
    public static ExecutionData Ended(
        string id, DateTimeOffset endedAt, ExecutionStatus status = ExecutionStatus.Success, double tookSeconds = 60, string pipeline = "orders") =>
        Run(id, status, endedAt.AddSeconds(-tookSeconds), pipeline) with { FinishedAt = endedAt, DurationSeconds = (long)tookSeconds };

    public static ExecutionData Failed(string id, DateTimeOffset endedAt, string pipeline = "orders", double tookSeconds = 60) =>
        Ended(id, endedAt, ExecutionStatus.Failed, tookSeconds, pipeline);

    public static ExecutionData Running(string id = "now", DateTimeOffset? startedAt = null, string pipeline = "orders") =>
        Run(id, ExecutionStatus.Running, startedAt, pipeline);

    /// <summary>Good runs that took the given seconds, the newest first, an hour apart.</summary>
    public static ExecutionData[] GoodRuns(params double[] tookSeconds) =>
        [.. tookSeconds.Select((seconds, place) => Ended($"good-{place}", Ago(hours: place + 1), tookSeconds: seconds))];

    public static ExecutionRemoved Removed(string id) => new() { Source = Source, Epoch = 1, Sequence = 1, ObservedAt = Now, Id = id };

    public static PipelineDefinition Definition(string id = "orders", string name = "Orders", string? schedule = null, bool isActive = true) =>
        new() { Source = Source, Epoch = 1, Sequence = 1, ObservedAt = Now, Id = id, Name = name, Schedule = schedule, IsActive = isActive };

    public static PipelineDefinitionRemoved Unlisted(string id = "orders") =>
        new() { Source = Source, Epoch = 1, Sequence = 1, ObservedAt = Now, Id = id };

    public static Heartbeat Heartbeat(DateTimeOffset? observedAt = null) =>
        new() { Source = Source, Epoch = 1, Sequence = 1, ObservedAt = observedAt ?? Now };
}
