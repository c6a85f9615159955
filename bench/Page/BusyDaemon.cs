using System.Globalization;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf.WellKnownTypes;

namespace FlextMonitor.Bench.Page;

/// <summary>A daemon that changes with every answer: its figures move, and of 200 executions of twenty pipelines four run and grow.</summary>
internal static class BusyDaemon
{
    public const int Executions = 200;

    private const int Pipelines = 20;
    private const int Running = 4;

    /// <summary>The host's settings for it: ten samples a second, and a limit that shows all its executions.</summary>
    public static IReadOnlyList<(string Name, string Value)> Settings { get; } =
    [
        ("Daemons__0__Interval", "00:00:00.1"),
        ("Daemons__0__ExecutionLimit", Executions.ToString(CultureInfo.InvariantCulture)),
    ];

    public static Task<ScriptedDaemon> StartAsync()
    {
        var tick = 0;
        var began = TimeProvider.System.GetUtcNow();
        var ended = Enumerable.Range(Running, Executions - Running).Select(index => Ended(index, began)).ToList();
        return ScriptedDaemon.StartAsync(new DaemonScript
        {
            GetSystemStats = _ => Task.FromResult(Stats(Interlocked.Increment(ref tick))),
            ListPipelines = _ => Task.FromResult(new ListPipelinesResponse
            {
                Pipelines = { Enumerable.Range(0, Pipelines).Select(index => new Pipeline { Id = PipelineId(index), Name = $"Pipeline {index}" }) },
                Total = Pipelines,
            }),
            ListExecutions = (_, _) => Task.FromResult(new ListExecutionsResponse
            {
                Executions = { Enumerable.Range(0, Running).Select(index => Growing(index, began, Volatile.Read(ref tick))), ended },
                Total = Executions,
            }),
        });
    }

    private static SystemStats Stats(int tick) => new()
    {
        ActivePipelines = Pipelines,
        TotalExecutions = 4000 + tick,
        SuccessRate = 97.5,
        UptimeSeconds = 3600 + (tick / 10),
        CpuUsage = 50 + (40 * Math.Sin(tick / 20.0)),
        MemoryUsage = 60 + (10 * Math.Sin(tick / 70.0)),
        ActiveConnections = 3,
    };

    private static Execution Growing(int index, DateTimeOffset began, int tick) => new()
    {
        Id = Id(index),
        PipelineId = PipelineId(index),
        Status = Status.Running,
        StartedAt = Timestamp.FromDateTimeOffset(began.AddSeconds(-index)),
        RecordsProcessed = tick * 100L,
        TriggeredBy = "schedule",
    };

    private static Execution Ended(int index, DateTimeOffset began)
    {
        var started = began.AddMinutes(-2 * index);
        var took = TimeSpan.FromSeconds(40 + (index % 17));
        return new Execution
        {
            Id = Id(index),
            PipelineId = PipelineId(index),
            Status = index % 23 == 0 ? Status.Failed : Status.Success,
            StartedAt = Timestamp.FromDateTimeOffset(started),
            FinishedAt = Timestamp.FromDateTimeOffset(started + took),
            DurationSeconds = (long)took.TotalSeconds,
            ErrorMessage = index % 23 == 0 ? "Tap failed: 401 Unauthorized" : "",
            RecordsProcessed = 1000 + index,
            TriggeredBy = "schedule",
        };
    }

    private static string Id(int index) => string.Create(CultureInfo.InvariantCulture, $"execution-{index}");

    private static string PipelineId(int index) => string.Create(CultureInfo.InvariantCulture, $"pipeline-{index % Pipelines}");
}
