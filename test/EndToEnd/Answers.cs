using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf.WellKnownTypes;

namespace FlextMonitor.EndToEnd.Tests;

/// <summary>Builds a daemon's answers, so that a test shows only the values that matter to it.</summary>
internal static class Answers
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    public static SystemStats Stats(double cpu = 12.5, int activePipelines = 2) => new()
    {
        ActivePipelines = activePipelines,
        TotalExecutions = 40,
        SuccessRate = 97.5,
        UptimeSeconds = 3600,
        CpuUsage = cpu,
        MemoryUsage = 43.2,
        ActiveConnections = 3,
    };

    /// <summary>A run that took three seconds.</summary>
    public static Execution Finished(string id, DateTimeOffset? startedAt = null, Status status = Status.Success) => new()
    {
        Id = id,
        PipelineId = "orders",
        Status = status,
        StartedAt = Timestamp.FromDateTimeOffset(startedAt ?? Noon),
        FinishedAt = Timestamp.FromDateTimeOffset((startedAt ?? Noon).AddSeconds(3)),
        DurationSeconds = 3,
        RecordsProcessed = 10,
        TriggeredBy = "schedule",
    };

    public static void Lists(this DaemonScript script, params Execution[] executions) => script.ListExecutions = (_, _) =>
        Task.FromResult(new ListExecutionsResponse { Executions = { executions.OrderByDescending(execution => execution.StartedAt?.ToDateTimeOffset()) }, Total = executions.Length });
}
