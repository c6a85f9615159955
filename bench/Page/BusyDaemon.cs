using System.Globalization;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace FlextMonitor.Bench.Page;

/// <summary>A daemon that changes with every answer: its figures move, and of 200 executions of twenty pipelines four run and grow.</summary>
internal static class BusyDaemon
{
    public const int Executions = 200;

    /// <summary>A run that has ended, whose log has lines.</summary>
    public static string LoggedRun => Id(Executions / 2);

    private const int Pipelines = 20;
    private const int Running = 4;

    /// <summary>The host's settings for it: ten samples a second, and a limit that shows all its executions.</summary>
    public static IReadOnlyList<(string Name, string Value)> Settings { get; } =
    [
        ("Daemons__0__Interval", "00:00:00.1"),
        ("Daemons__0__ExecutionLimit", Executions.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <param name="logLines">How many lines each log has.</param>
    public static Task<ScriptedDaemon> StartAsync(int logLines = 0)
    {
        var tick = 0;
        var began = TimeProvider.System.GetUtcNow();
        var ended = Enumerable.Range(Running, Executions - Running).Select(index => Ended(index, began)).ToList();
        return ScriptedDaemon.StartAsync(new DaemonScript
        {
            GetSystemStats = _ => Task.FromResult(Stats(Interlocked.Increment(ref tick))),
            StreamLogs = (request, lines, call) => WriteLogAsync(request, lines, logLines, call.CancellationToken),
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

    private static async Task WriteLogAsync(StreamLogsRequest request, IServerStreamWriter<LogEntry> lines, int count, CancellationToken cancellationToken)
    {
        var first = request.TailLines > 0 ? Math.Max(0, count - request.TailLines) : 0;
        for (var number = first; number < count; number++)
        {
            await lines.WriteAsync(
                new LogEntry
                {
                    Timestamp = "2026-01-02T03:04:05.678Z",
                    Level = number % 1000 == 999 ? "ERROR" : "INFO",
                    Message = string.Create(CultureInfo.InvariantCulture, $"line {number + 1}: replicated 250 rows of stream orders, bookmark {number * 7919L}"),
                },
                cancellationToken);
        }
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
        Status = Proto.Status.Running,
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
            Status = index % 23 == 0 ? Proto.Status.Failed : Proto.Status.Success,
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
