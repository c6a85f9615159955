using System.Globalization;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf.WellKnownTypes;

namespace FlextMonitor.Bench.Kit.Load;

/// <summary>A real gRPC server with a timestamp in its stats, from which a subscriber computes how long they took to arrive.</summary>
internal static class StampedDaemon
{
    private const int Executions = 50;

    public static Task<ScriptedDaemon> StartAsync()
    {
        var tick = 0;
        return ScriptedDaemon.StartAsync(new DaemonScript
        {
            GetSystemStats = _ => Task.FromResult(Stats(Interlocked.Increment(ref tick))),
            ListExecutions = (_, _) => Task.FromResult(new ListExecutionsResponse { Executions = { Enumerable.Range(0, Executions).Select(Finished) }, Total = Executions }),
        });
    }

    /// <summary>The number of calls so far.</summary>
    public static int Calls(this ScriptedDaemon daemon) =>
        FlextService.Descriptor.Methods.Sum(method => daemon.CallsOf(method.Name));

    /// <summary>The uptime holds the timestamp: microseconds of the machine's monotonic clock, which the load generator also reads.</summary>
    private static SystemStats Stats(int tick) => new()
    {
        ActivePipelines = 2,
        TotalExecutions = 4000 + tick,
        SuccessRate = 97.5,
        UptimeSeconds = (long)(TimeProvider.System.GetTimestamp() * (1e6 / TimeProvider.System.TimestampFrequency)),
        CpuUsage = tick % 1000 / 10.0,
        MemoryUsage = 43.2,
        ActiveConnections = 3,
    };

    private static Execution Finished(int index)
    {
        var started = DateTimeOffset.UnixEpoch.AddDays(20_000).AddMinutes(-index);
        return new Execution
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"execution-{index}"),
            PipelineId = "orders",
            Status = Status.Success,
            StartedAt = Timestamp.FromDateTimeOffset(started),
            FinishedAt = Timestamp.FromDateTimeOffset(started.AddSeconds(40)),
            DurationSeconds = 40,
            RecordsProcessed = 1000 + index,
            TriggeredBy = "schedule",
        };
    }
}
