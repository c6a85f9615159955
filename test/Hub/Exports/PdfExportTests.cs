using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Exports.Pdf;
using FlextMonitor.Hub.Tests.Problems;
using UglyToad.PdfPig;

namespace FlextMonitor.Hub.Tests.Exports;

/// <summary>Documents, read back by a library that did not write them.</summary>
public sealed class PdfExportTests : ExportsApi
{
    private const string Range = "from=2026-01-01T12:00:00Z&to=2026-01-02T12:00:00Z";

    [Fact]
    public async Task Pdf_OfRuns_HoldsThem_WithPagesAndTitle()
    {
        await RecordAsync([Given.Status(), .. Enumerable.Range(0, 120).Select(number => Given.Ended($"run-{number}", Given.Ago(minutes: number)) with { RecordsProcessed = -number, PipelineName = "=HYPERLINK(\"x\") Ωmega Жук" })]);

        using var document = PdfDocument.Open(await FileAsync("/api/export/runs.pdf?zone=Asia/Kolkata"));

        var text = TextOf(document);
        Enumerable.Range(0, 120).ShouldAllBe(number => text.Contains($"run-{number}", StringComparison.Ordinal));
        text.ShouldContain("=HYPERLINK(\"x\")");
        text.ShouldContain("Ωmega Жук");
        text.ShouldContain("+05:30");
        text.ShouldContain($"Page 1 of {document.NumberOfPages}");
        text.ShouldContain($"Page {document.NumberOfPages} of {document.NumberOfPages}");
        document.NumberOfPages.ShouldBeGreaterThan(2);
        document.Information.Title.ShouldBe("Runs");
        (document.GetPage(1).Width, document.GetPage(1).Height).ShouldBe((842, 595));
        BookmarksOf(document).ShouldContain("Rows");
    }

    [Theory]
    [InlineData("history")]
    [InlineData("problems")]
    [InlineData("audit")]
    public async Task Pdf_OfEverythingElse_CanBeRead(string table)
    {
        await RecordAsync(Given.Status(), Given.Stats(cpuUsage: 12.5));
        await StoreAsync(ExportedProblems.Open("p1", Given.Ago(minutes: 5)));

        using var document = PdfDocument.Open(await FileAsync($"/api/export/{table}.pdf?paper=letter", Hub.Access.Roles.Admin));

        (document.GetPage(1).Width, document.GetPage(1).Height).ShouldBe((792, 612));
        document.NumberOfPages.ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task Pdf_WithoutRows_SaysSo()
    {
        await RecordAsync(Given.Status());

        using var document = PdfDocument.Open(await FileAsync("/api/export/runs.pdf"));

        TextOf(document).ShouldContain("There are none.");
    }

    [Fact]
    public async Task Period_HoldsAvailabilityRunsAndProblems_WithCoverage()
    {
        var error = $"ORA-01555 سلام 😀 {string.Join(' ', Enumerable.Repeat("the snapshot is too old", 170))} and here it ends";
        await RecordAsync([Given.Status(), Given.Stats(cpuUsage: 12.5), Given.Failed("bad", Given.Ago(minutes: 3)) with { ErrorMessage = error }, .. Given.GoodRuns(10, 20, 30, 40, 50)]);
        await StoreAsync(ExportedProblems.Open("p1", Given.Ago(minutes: 5)), ExportedProblems.Resolved("p2", Given.Ago(hours: 1), Given.Ago(minutes: 30)));

        var file = await FileAsync($"/api/export/reports/period.pdf?{Range}&zone=Europe/Berlin");
        using var document = PdfDocument.Open(file);

        var text = TextOf(document);
        text.ShouldContain("and here it ends");
        text.ShouldContain("% of the period was watched");
        text.ShouldContain("Content (SHA-256): ");
        text.ShouldContain("=ada");
        text.ShouldContain("-5 °C");
        text.ShouldContain(PdfFonts.Missing);
        text.ShouldContain("Exports:FallbackFont");
        text.ShouldContain("p95");
        text.ShouldContain("30s");
        BookmarksOf(document).ShouldBe(["default", "other", "Runs", "Failures", "Successes by pipeline", "Problems", "Definitions"]);
        document.Information.Title.ShouldBe("Period report");
    }

    [Fact]
    public async Task Period_ThatNobodyWatched_IsUnknown()
    {
        await RecordAsync(Given.Status());

        using var document = PdfDocument.Open(await FileAsync("/api/export/reports/period.pdf?from=2025-11-01T00:00:00Z&to=2025-11-02T00:00:00Z"));

        TextOf(document).ShouldContain("Available for unknown of the time that was watched, which is 0.0 % of the period.");
    }

    [Fact]
    public async Task Incident_HoldsItsTimeline_AndThatNobodyWasTold()
    {
        await RecordAsync(Given.Status(), Given.Stats(cpuUsage: 12.5), Given.Failed("bad", Given.Ago(minutes: 3)));
        var problem = ExportedProblems.Resolved("p2", Given.Ago(hours: 1), Given.Ago(minutes: 30));
        await StoreAsync(problem);
        await AddAsync(
            new ProblemChangeRow { ProblemId = "p2", At = Given.Ago(hours: 1), What = "opened", Severity = ProblemSeverity.Warning, Text = "it began" },
            new ProblemChangeRow { ProblemId = "p2", At = Given.Ago(minutes: 30), What = "resolved", Severity = ProblemSeverity.Warning });

        using var document = PdfDocument.Open(await FileAsync("/api/export/problems/p2.pdf"));

        var text = TextOf(document);
        text.ShouldContain("it began");
        text.ShouldContain("resolved");
        text.ShouldContain("Nobody was told.");
        BookmarksOf(document).ShouldBe(["Timeline", "Around it", "Runs of the pipeline", "Messages", "Definitions"]);
    }

    private static string TextOf(PdfDocument document) => string.Join('\n', document.GetPages().Select(page => string.Join(' ', page.GetWords().Select(word => word.Text))));

    private static IEnumerable<string> BookmarksOf(PdfDocument document) =>
        document.TryGetBookmarks(out var bookmarks) ? bookmarks.GetNodes().Select(node => node.Title) : [];
}
