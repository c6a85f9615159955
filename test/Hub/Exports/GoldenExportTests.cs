using System.Globalization;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Tests.Problems;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Exports;

/// <summary>What stands in a file is what the page is told: for everything that can be exported, in every format.</summary>
public sealed class GoldenExportTests : ExportsApi
{
    private const string Formula = "=HYPERLINK(\"http://example.com\",\"click\")";
    private const string Foreign = "سلام، 数据管道 😀 Ελληνικά";

    [Theory]
    [InlineData("runs")]
    [InlineData("history")]
    [InlineData("problems")]
    [InlineData("audit")]
    public async Task Files_OfEveryFormat_HoldWhatThePageShows(string table)
    {
        await FillAsync();
        var shown = await ShownAsync(table);
        shown.Count.ShouldBeGreaterThan(1);

        var query = table switch
        {
            "history" => "&source=default&points=4&from=2026-01-02T11:56:00Z&to=2026-01-02T12:00:00Z",
            "problems" => "&state=all",
            _ => "",
        };
        var csv = ExportFiles.Csv(await FileAsync($"/api/export/{table}.csv?zone=Asia/Kolkata{query}", Roles.Admin));
        var json = ExportFiles.Json(await FileAsync($"/api/export/{table}.json?zone=Asia/Kolkata{query}", Roles.Admin));
        var lines = ExportFiles.NdJson(await FileAsync($"/api/export/{table}.json?zone=Asia/Kolkata&format=ndjson{query}", Roles.Admin));
        var sheet = ExportFiles.Xlsx(await FileAsync($"/api/export/{table}.xlsx?zone=Asia/Kolkata{query}", Roles.Admin))[0];

        json.Count.ShouldBe(shown.Count);
        lines.Select(Text).ShouldBe(json.Select(Text));
        csv.Count.ShouldBe(shown.Count);
        sheet.Rows.Count.ShouldBe(shown.Count);
        for (var row = 0; row < shown.Count; row++)
        {
            shown[row].Keys.Except(json[row].Keys).ShouldBeEmpty();
            foreach (var (name, value) in shown[row])
            {
                Comparable(json[row][name]).ShouldBe(Comparable(value), name);
                Unguarded(Comparable(csv[row][name])).ShouldBe(Comparable(value), name);
            }

            // XML has one kind of line end.
            CellsOf(json[row]).Select(cell => cell?.Replace("\r\n", "\n", StringComparison.Ordinal)).ShouldBe(sheet.Rows[row].Select(Comparable));
        }
    }

    private async Task FillAsync()
    {
        await RecordAsync(
            Given.Status(),
            Given.Stats(cpuUsage: 12.5),
            Given.Ended("a", Given.Ago(minutes: 8), tookSeconds: 120) with { RecordsProcessed = 7, PipelineName = Formula, TriggeredBy = Foreign },
            Given.Failed("b", Given.Ago(minutes: 3)) with { ErrorMessage = new string('x', 3_000) + "\r\n\"quoted\", -5", Metadata = ValueMap<string>.From([KeyValuePair.Create("k", "\"v\"")]) },
            Given.Running("c", Given.Ago(minutes: 1)) with { Progress = 12.5, StartedAt = null });
        Clock.Advance(TimeSpan.FromSeconds(20));
        await RecordAsync(Given.Heartbeat(Clock.GetUtcNow()), Given.Stats(cpuUsage: null) with { ObservedAt = Clock.GetUtcNow() });
        await StoreAsync(ExportedProblems.Open("p1", Given.Ago(minutes: 5)), ExportedProblems.Resolved("p2", Given.Ago(hours: 1), Given.Ago(minutes: 30)));
        var trail = Services.GetRequiredService<IAuditTrail>();
        await trail.RecordAsync(new AuditEvent("export", "-ada@example.com", AuditOutcome.Done) { Subject = Formula }.Changed(null, new { name = "ü" }));
        await trail.RecordAsync(new AuditEvent("sign-in", null, AuditOutcome.Refused) { Address = "192.0.2.1" });
    }

    /// <summary>What the page is told, as far as it has the columns of a file.</summary>
    private async Task<List<Dictionary<string, object?>>> ShownAsync(string table) => table switch
    {
        "runs" => [.. (await PageAsync("/api/runs"))["runs"]!.AsArray().Select(run => Plain(run!, "epoch", "sequence", "duration", "metadata"))],
        "history" => FiguresOf(await PageAsync("/api/history?source=default&points=4&from=2026-01-02T11:56:00Z&to=2026-01-02T12:00:00Z")),
        "problems" => [.. (await PageAsync("/api/problems?state=all"))["problems"]!.AsArray().Select(problem => Plain(problem!, "epoch", "sequence", "observedAt", "acknowledged", "state"))],
        _ => [.. (await Services.GetRequiredService<AuditReader>().ReadAsync(AuditFilter.None, 100, Cancelled)).Rows
            .Select(row => new Dictionary<string, object?> { ["number"] = (double)row.Number, ["what"] = row.What, ["who"] = row.Who, ["subject"] = row.Subject, ["outcome"] = row.Outcome, ["address"] = row.Address, ["hash"] = row.Hash })],
    };

    private static List<Dictionary<string, object?>> FiguresOf(JsonNode answer) =>
    [
        .. answer["at"]!.AsArray().Select((at, row) => new Dictionary<string, object?>
        {
            ["source"] = "default",
            ["at"] = DateTimeOffset.FromUnixTimeMilliseconds((long)at!).ToString("o", CultureInfo.InvariantCulture),
            ["cpuUsageMean"] = (double?)answer["figures"]!["cpuUsage"]!["mean"]![row],
            ["memoryUsageMax"] = (double?)answer["figures"]!["memoryUsage"]!["max"]![row],
            ["totalExecutionsIncrease"] = (double?)answer["figures"]!["totalExecutions"]!["increase"]![row],
            ["liveSeconds"] = (double?)answer["liveSeconds"]![row],
            ["unseenSeconds"] = (double?)answer["unseenSeconds"]![row],
        }),
    ];

    private static Dictionary<string, object?> Plain(JsonNode shown, params string[] without) =>
        shown.AsObject().Where(field => !without.Contains(field.Key)).ToDictionary(field => field.Key, field => field.Value?.GetValueKind() switch
        {
            null => null,
            System.Text.Json.JsonValueKind.Number => (object?)field.Value!.GetValue<double>(),
            System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => field.Value!.GetValue<bool>(),
            _ => field.Value!.GetValue<string>(),
        });

    // Times are the same if they are the same instant, exact to a millisecond; numbers if they are equal.
    private static string? Comparable(object? value) => value switch
    {
        null or "" => null,
        bool truth => truth ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
        string { Length: > 18 } text when text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string? Unguarded(string? text) => text is ['\'', '=' or '-', ..] ? text[1..] : text;

    /// <summary>What a sheet shows of a row: a time in UTC, in the zone, and its offset.</summary>
    private static IEnumerable<string?> CellsOf(Dictionary<string, object?> row)
    {
        foreach (var (name, value) in row.Where(field => !field.Key.EndsWith("Local", StringComparison.Ordinal)))
        {
            yield return Comparable(value);
            if (row.TryGetValue($"{name}Local", out var local))
            {
                var time = local is string text ? DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture) : (DateTimeOffset?)null;
                yield return Comparable(time?.DateTime);
                yield return time is { } known ? $"+{known.Offset:hh\\:mm}" : null;
                time?.Offset.ShouldBe(TimeSpan.FromHours(5.5));
            }
        }
    }

    private static string Text(Dictionary<string, object?> row) => string.Join('|', row.Select(field => $"{field.Key}={Comparable(field.Value)}"));
}
