using System.Globalization;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Grpc.Core;
using static System.TimeSpan;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>What a daemon with six pipelines tells: figures that move, one pipeline that fails, one that is slow, the others well.</summary>
internal static class Day
{
    public const string FailingPipeline = "Payments";
    public const string FailedRun = "payments-0";
    public const string RunningRun = "stock-now";

    /// <summary>As a target's traceback arrives: what happened stands in its last line.</summary>
    public const string Error = """
        Traceback (most recent call last):
          File "/usr/lib/python3/tap_stripe/client.py", line 214, in request
            response.raise_for_status()
        tap_stripe.RateLimited: 429 Too Many Requests: retry after 30 s
        """;

    private static readonly Dictionary<string, string> Names = new()
    {
        ["orders"] = "Orders to warehouse",
        ["payments"] = FailingPipeline,
        ["leads"] = "Leads and opportunities",
        ["catalogue"] = "Shop catalogue",
        ["sessions"] = "Web sessions",
        ["stock"] = "Stock levels",
    };

    /// <summary>What it answers.</summary>
    /// <param name="isTroubled">Without trouble nothing fails and nothing is slow.</param>
    public static DaemonScript Script(bool isTroubled = true)
    {
        var ticks = 0;
        var past = Past(isTroubled).ToList();
        var now = Now(isTroubled).ToList();
        return new DaemonScript
        {
            GetSystemStats = _ => Task.FromResult(Stats(Interlocked.Increment(ref ticks))),
            HealthCheck = _ => Task.FromResult(Health()),
            ListPipelines = _ => Task.FromResult(new ListPipelinesResponse
            {
                Pipelines = { Names.Select(name => new Pipeline { Id = name.Key, Name = name.Value, IsActive = true }) },
                Total = Names.Count,
            }),
            ListExecutions = (_, _) => Task.FromResult(Executions([.. now.Select(run => Moved(run, Volatile.Read(ref ticks))), .. past])),
            GetExecution = (request, _) => Task.FromResult(
                now.Concat(past).FirstOrDefault(run => run.Id == request.Id) is { } run ? Moved(run, Volatile.Read(ref ticks))
                : throw new RpcException(new Grpc.Core.Status(StatusCode.NotFound, $"no execution {request.Id}"))),
            StreamLogs = LogsAsync,
        };
    }

    /// <summary>The answer to ListExecutions.</summary>
    public static ListExecutionsResponse Executions(IReadOnlyList<Execution> runs) => new() { Executions = { runs }, Total = runs.Count };

    private static SystemStats Stats(int tick) => new()
    {
        ActivePipelines = 6,
        TotalExecutions = 48_213,
        SuccessRate = 97.5,
        UptimeSeconds = (long)FromHours(173).TotalSeconds,
        CpuUsage = 31 + (14 * Math.Sin(tick / 5.0)) + (6 * Math.Sin(tick / 1.7)),
        MemoryUsage = 62.4 + (1.5 * Math.Sin(tick / 9.0)),
        ActiveConnections = 4,
    };

    private static HealthStatus Health() => new()
    {
        Healthy = true,
        Components =
        {
            ["database"] = new ComponentHealth { Name = "database", Healthy = true, Message = "3 ms" },
            ["disk"] = new ComponentHealth { Name = "disk", Healthy = true, Message = "38 % used" },
            ["scheduler"] = new ComponentHealth { Name = "scheduler", Healthy = true, Message = "next run in 4 min" },
        },
    };

    private static IEnumerable<Execution> Now(bool isTroubled)
    {
        yield return Runs.Running(RunningRun, "stock", FromSeconds(48), 12_000);
        if (isTroubled)
        {
            yield return Runs.Running("leads-now", "leads", FromMinutes(14), 900);
        }
    }

    /// <summary>The same run with more records, where it runs.</summary>
    private static Execution Moved(Execution run, int tick)
    {
        var moved = run.Clone();
        moved.RecordsProcessed += run.Status == Proto.Status.Running ? tick * 640 : 0;
        return moved;
    }

    private static IEnumerable<Execution> Past(bool isTroubled)
    {
        foreach (var index in Enumerable.Range(0, 7))
        {
            yield return Runs.Good(Id("orders", index), "orders", FromMinutes(9 + (index * 30)), FromSeconds(95 + (index * 7 % 20)));
            yield return Runs.Good(Id("catalogue", index), "catalogue", FromMinutes(4 + (index * 45)), FromSeconds(240 + (index * 13 % 60)));
            yield return Runs.Good(Id("sessions", index), "sessions", FromMinutes(31 + (index * 60)), FromSeconds(700 + (index * 31 % 90)));
            yield return Runs.Good(Id("leads", index), "leads", FromMinutes(55 + (index * 40)), FromSeconds(180 + (index * 11 % 30)));
            yield return Runs.Good(Id("stock", index), "stock", FromMinutes(15 + (index * 15)), FromSeconds(120 + (index * 5 % 15)));
            yield return isTroubled && index < 2
                ? Runs.Failed(Id("payments", index), "payments", FromMinutes(12 + (index * 20)), FromSeconds(38), Error)
                : Runs.Good(Id("payments", index), "payments", FromMinutes(12 + (index * 20)), FromSeconds(64 + (index * 3)));
        }

        yield return Runs.Cancelled("orders-stopped", "orders", FromMinutes(200), FromSeconds(30));
    }

    private static string Id(string pipeline, int index) => string.Create(CultureInfo.InvariantCulture, $"{pipeline}-{index}");

    private static async Task LogsAsync(StreamLogsRequest request, IServerStreamWriter<LogEntry> lines, ServerCallContext context)
    {
        var began = TimeProvider.System.GetUtcNow() - FromMinutes(3);
        foreach (var line in Enumerable.Range(1, 120))
        {
            await lines.WriteAsync(new LogEntry
            {
                Timestamp = (began + FromSeconds(line)).UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                Level = line % 40 == 0 ? "WARNING" : "INFO",
                Message = line % 40 == 0 ? $"line {line}: slow answer, trying again" : $"line {line}: {line * 350} rows of stream 'charges' written",
                ExecutionId = request.ExecutionId,
            });
        }

        if (request.Follow && request.ExecutionId == RunningRun)
        {
            // More only comes for as long as somebody reads.
            var line = 120;
            while (!context.CancellationToken.IsCancellationRequested)
            {
                line++;
                await lines.WriteAsync(new LogEntry { Level = "INFO", Message = $"line {line}: still going", ExecutionId = request.ExecutionId });
                await Task.Delay(FromMilliseconds(500), TimeProvider.System, context.CancellationToken);
            }
        }
    }
}
