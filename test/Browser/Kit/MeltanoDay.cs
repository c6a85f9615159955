using System.Globalization;
using FlextMonitor.Testing.Meltano;
using static System.TimeSpan;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>A day of a Meltano project: four jobs with schedules, one that fails, one that runs, and the logs of all.</summary>
internal static class MeltanoDay
{
    private const string Yaml = """
        version: 1
        default_environment: prod
        plugins:
          extractors: [{name: tap-shopify}, {name: tap-stripe}, {name: tap-hubspot}, {name: tap-github}]
          loaders: [{name: target-postgres}]
        jobs:
        - {name: orders, tasks: [tap-shopify target-postgres]}
        - {name: payments, tasks: [tap-stripe target-postgres]}
        - {name: leads, tasks: [tap-hubspot target-postgres dbt-postgres:run]}
        - {name: commits, tasks: [tap-github target-postgres]}
        schedules:
        - {name: orders-hourly, interval: '@hourly', job: orders}
        - {name: payments-hourly, interval: '15 * * * *', job: payments}
        - {name: leads-hourly, interval: '30 * * * *', job: leads}
        - {name: commits-daily, interval: '0 3 * * *', job: commits}
        """;

    private const string Error = "Extractor failed: tap_stripe.RateLimited: 429 Too Many Requests";
    private const string Payload = """{"singer_state": {"bookmarks": {"charges": {"replication_key": "created", "replication_key_value": "2026-11-27T22:14:00Z"}, "customers": {"replication_key": "updated", "replication_key_value": 48211}}}}""";

    /// <summary>The project with its database and its logs, and the key of the newest run that failed.</summary>
    public static async Task<(MeltanoFolder Folder, long FailedRun)> CreateAsync()
    {
        var folder = new MeltanoFolder(Yaml, "warehouse");
        var table = await folder.CreateDatabaseAsync();
        var now = TimeProvider.System.GetUtcNow();
        var failed = 0L;
        foreach (var hour in Enumerable.Range(0, 12).Reverse())
        {
            await EndedAsync(folder, table, "tap-shopify", now - FromMinutes((hour * 60) + 9), FromSeconds(95 + (hour * 7)), null);
            await EndedAsync(folder, table, "tap-hubspot", now - FromMinutes((hour * 60) + 31), FromSeconds(180 + (hour * 11)), null);
            failed = await EndedAsync(folder, table, "tap-stripe", now - FromMinutes((hour * 60) + 22), FromSeconds(60 + (hour * 3)), hour < 2 ? Error : null);
        }

        await EndedAsync(folder, table, "tap-github", now - FromHours(8), FromSeconds(700), null);
        await RunningAsync(folder, table, now - FromMinutes(2));
        return (folder, failed);
    }

    private static async Task<long> EndedAsync(MeltanoFolder folder, MeltanoTable table, string tap, DateTimeOffset at, TimeSpan took, string? error)
    {
        var run = Run(tap, at) with
        {
            State = error is null ? "SUCCESS" : "FAIL",
            EndedAt = at + took,
            Payload = error is null ? Payload : $$"""{"error": "{{error}}"}""",
        };
        WriteLog(folder, run, tap, (int)took.TotalSeconds / 5);
        if (error is not null)
        {
            folder.Append(LogOf(run, tap), Line(at + took, "error", error, ""));
        }

        return await table.InsertAsync(run);
    }

    private static async Task RunningAsync(MeltanoFolder folder, MeltanoTable table, DateTimeOffset at)
    {
        // Without one, because nobody would move it.
        var run = Run("tap-github", at) with { Heartbeat = null };
        WriteLog(folder, run, "tap-github", 20);
        await table.InsertAsync(run);
    }

    private static MeltanoRun Run(string tap, DateTimeOffset at) => new(at) { StateId = $"prod:{tap}-to-target-postgres", Trigger = "schedule" };

    private static void WriteLog(MeltanoFolder folder, MeltanoRun run, string tap, int batches)
    {
        var keys = $" cmd_type=elb consumer=False name={tap} producer=True stdio=stderr string_id={tap}";
        var lines = Enumerable.Range(1, batches).Select(batch => Line(
            run.StartedAt + FromSeconds(batch * 5), "info", $$$"""INFO METRIC: {"type": "counter", "metric": "record_count", "value": {{{1750 + (batch % 7 * 31)}}}, "tags": {"stream": "charges"}}""", keys));
        folder.Write(LogOf(run, tap), Line(run.StartedAt, "info", "INFO Beginning incremental sync of 'charges'", keys) + string.Concat(lines));
    }

    private static string Line(DateTimeOffset at, string level, string message, string keys) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffff}Z [{level,-9}] {message}{keys}\n");

    private static string LogOf(MeltanoRun run, string tap) => $".meltano/logs/elt/prod{tap}-to-target-postgres/{run.RunId:D}/elt.log";
}
