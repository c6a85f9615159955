using System.Net;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Dashboards.Documents;
using FlextMonitor.Hub.Dashboards.Storage;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;

namespace FlextMonitor.Hub.Tests.Exports;

/// <summary>A dashboard as a document, read back by a library that did not write it.</summary>
public sealed class DashboardPdfTests : ExportsApi
{
    private static readonly string[] Types =
        ["verdict", "attention", "fleet", "figure", "chart", "timeline", "runs", "pipelines", "calendar", "durations", "availability", "components", "problems", "log", "text", "clock"];

    [Fact]
    public async Task EveryWidget_IsDrawn_WithItsBookmark()
    {
        await FillAsync();
        var id = await MakeAsync([.. Types.Select((type, place) => Widget(type, place, OptionsOf(type)))]);

        var file = await FileAsync($"/api/export/dashboards/{id}.pdf?zone=Europe/Lisbon");
        await KeepAsync("dashboard-a4.pdf", file);
        using var document = PdfDocument.Open(file);

        var text = TextOf(document);
        document.Information.Title.ShouldBe("Night shift");
        (document.GetPage(1).Width, document.GetPage(1).Height).ShouldBe((595, 842));
        text.ShouldContain($"Page {document.NumberOfPages} of {document.NumberOfPages}");
        text.ShouldContain("Europe/Lisbon");
        text.ShouldContain("% of the time was watched");
        text.ShouldContain("version 1, of ada@example.org");
        text.ShouldNotContain("Unknown widget");
        text.ShouldContain("1 problem is open.");
        text.ShouldContain("12.5 %");
        text.ShouldContain("ORA-01555");
        text.ShouldContain("unhealthy");
        text.ShouldContain("Ask data-team (https://example.com/run-book) first.");
        text.ShouldContain("Orders to warehouse, run bad of default, failed");
        text.ShouldContain("n = 5");
        BookmarksOf(document).ShouldBe(
        [
            "Verdict", "Attention", "Daemons", "CPU of the host", "Chart", "Timeline of runs", "Runs", "Pipelines", "Outcome of each day", "Durations", "Availability", "Components", "Problems", "Log", "On call", "Time", "Definitions",
        ]);
    }

    [Fact]
    public async Task Subjects_ThatAreGoneOrForbidden_AreToldAlike()
    {
        await FillAsync();
        await RecordAsync(Given.Status() with { Source = "other" });
        var id = await MakeAsync(
        [
            Widget("fleet", 0, new JsonObject { ["sources"] = new JsonArray("other") }),
            Widget("figure", 1, new JsonObject { ["sources"] = new JsonArray("gone-*") }),
            Widget("runs", 2, new JsonObject { ["pipelines"] = new JsonArray("never") }),
            Widget("hologram", 3, []),
        ]);

        var (_, body) = await FetchAsync($"/api/export/dashboards/{id}.pdf?paper=letter", sources: Given.Source);
        using var document = PdfDocument.Open(body);

        var text = TextOf(document);
        text.ShouldContain("No daemon that you may see fits other.");
        text.ShouldContain("No daemon that you may see fits gone-*.");
        text.ShouldContain("No pipeline that you may see fits never.");
        text.ShouldContain("Unknown widget (hologram): made by a newer version?");
        (document.GetPage(1).Width, document.GetPage(1).Height).ShouldBe((612, 792));
    }

    [Fact]
    public async Task Log_DrawsItsLastLinesWithTheirNumbers()
    {
        Host.Daemons.Continued = (_, _) => Enumerable.Range(1, 15)
            .Select(number => new LogLine { Timestamp = Messages.Noon, Level = number == 15 ? "ERROR" : "INFO", Message = $"step {number} of run-42" }).ToAsyncEnumerable();
        await FillAsync();
        var id = await MakeAsync([Widget("log", 0, new JsonObject { ["execution"] = "bad", ["lines"] = 10 })]);

        using var document = PdfDocument.Open(await FileAsync($"/api/export/dashboards/{id}.pdf?zone=Europe/Lisbon"));

        var text = TextOf(document);
        text.ShouldContain("Line At Level Message");
        text.ShouldContain("ERROR step 15 of run-42");
        text.ShouldContain("INFO step 6 of run-42");
        text.ShouldNotContain("step 5 of run-42");
        text.ShouldContain("The log is whole.");
    }

    [Fact]
    public async Task Range_ThatNobodyWatched_IsUnknown()
    {
        await RecordAsync(Given.Status());
        var id = await MakeAsync([Widget("figure", 0, new JsonObject { ["of"] = "mean" }), Widget("availability", 1, []), Widget("verdict", 2, [])]);

        using var document = PdfDocument.Open(await FileAsync($"/api/export/dashboards/{id}.pdf?from=2025-11-01T00:00:00Z&to=2025-11-02T00:00:00Z"));

        var text = TextOf(document);
        text.ShouldContain("unknown CPU of the host, mean · known of 0 of 2 daemons · watched for 0.0 %");
        text.ShouldContain("Nothing is being evaluated at present.");
        text.ShouldNotContain("No problem is open.");
    }

    [Fact]
    public async Task Dashboard_OfSomebodyElse_DoesNotExist()
    {
        await RecordAsync(Given.Status());
        var id = await MakeAsync([], owner: "grace");

        (await FetchAsync($"/api/export/dashboards/{id}.pdf")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await FetchAsync("/api/export/dashboards/none.pdf")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await FetchAsync($"/api/export/dashboards/{await MakeAsync([])}.pdf?from=never")).Answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await FetchAsync($"/api/export/dashboards/{await MakeAsync([])}.pdf?source=none", sources: Given.Source)).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task FillAsync()
    {
        var failed = Given.Failed("bad", Given.Ago(minutes: 3)) with { ErrorMessage = "ORA-01555 the snapshot is too old" };
        SourceMessage[] values =
        [
            Given.Status(),
            Given.Stats(cpuUsage: 12.5),
            Given.Health(
                new ComponentHealth { Name = "database", Healthy = true, Message = null, Metadata = ValueMap<string>.Empty },
                new ComponentHealth { Name = "queue", Healthy = false, Message = "it is full", Metadata = ValueMap<string>.Empty }),
            failed,
            .. Given.GoodRuns(10, 20, 30, 40, 50),
        ];
        await RecordAsync(values);
        for (var place = 0; place < 36; place++)
        {
            await RecordAsync([.. FiguresOf(place)]);
            Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Host.Publish([.. values, Messages.Pipeline(), new Heartbeat { Source = SourceNames.Monitor, Epoch = 1, Sequence = 1, ObservedAt = Clock.GetUtcNow(), EvaluatedAt = Clock.GetUtcNow() }]);
        await StoreAsync(ExportedProblems.Open("p1", Given.Ago(minutes: 5)), ExportedProblems.Resolved("p2", Given.Ago(hours: 1), Given.Ago(minutes: 30)));
    }

    // Every ten minutes of six hours, in the last two of which one of two daemons was not heard.
    private IEnumerable<SourceMessage> FiguresOf(int place)
    {
        var at = Clock.GetUtcNow();
        foreach (var source in place < 24 ? new[] { Given.Source, "other" } : [Given.Source])
        {
            yield return Given.Status() with { Source = source, ObservedAt = at, Sequence = place + 2, IntervalSeconds = 600 };
            yield return Given.Stats(40 + (30 * Math.Sin(place / (source == "other" ? 3.0 : 5.0)))) with { Source = source, ObservedAt = at, Sequence = place + 2 };
        }
    }

    private async Task<string> MakeAsync(IReadOnlyList<JsonObject> widgets, string owner = "ada")
    {
        var content = new JsonObject { ["title"] = "Night shift", ["range"] = new JsonObject { ["last"] = "PT12H" }, ["widgets"] = new JsonArray([.. widgets]) };
        var made = await Services.GetRequiredService<DashboardStore>().CreateAsync(DashboardDocument.Of(content), owner, $"{owner}@example.org", Cancelled).DefaultTimeout();
        return made.Saved!.Row.Id;
    }

    private static JsonObject Widget(string type, int place, JsonObject options) =>
        new() { ["id"] = $"w{place}", ["type"] = type, ["x"] = 0, ["y"] = place * 4, ["w"] = 12, ["h"] = 4, ["options"] = options };

    private static JsonObject OptionsOf(string type) => type switch
    {
        "chart" => new() { ["series"] = new JsonArray(new JsonObject { ["figure"] = "cpuUsage" }, new JsonObject { ["figure"] = "memoryUsage" }, new JsonObject { ["figure"] = "activePipelines" }) },
        "text" => new() { ["title"] = "On call", ["markdown"] = "# On call\n\nAsk [**data-team**](https://example.com/run-book) first.\n\n- `flext restart`" },
        "log" => new() { ["lines"] = 10 },
        "problems" => new() { ["state"] = "all" },
        "clock" => new() { ["zone"] = "America/Sao_Paulo" },
        _ => [],
    };

    // For people to look at, if they ask for pictures.
    private static async Task KeepAsync(string name, byte[] file)
    {
        if (Environment.GetEnvironmentVariable("TEST_PICTURES") is { Length: > 0 })
        {
            await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(Repository.Artifacts, "documents")).FullName, name), file, Cancelled);
        }
    }

    private static string TextOf(PdfDocument document) => string.Join(' ', document.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));

    private static IEnumerable<string> BookmarksOf(PdfDocument document) =>
        document.TryGetBookmarks(out var bookmarks) ? bookmarks.GetNodes().Select(node => node.Title) : [];
}
