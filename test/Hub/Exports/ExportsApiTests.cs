using System.Net;
using System.Text;
using FlextMonitor.Hub.Tests.Problems;

namespace FlextMonitor.Hub.Tests.Exports;

/// <summary>How files are asked for, and what a transfer is worth.</summary>
public sealed class ExportsApiTests : ExportsApi
{
    [Theory]
    [InlineData("/api/export/runs.doc", HttpStatusCode.NotFound, "Known formats: csv, json, xlsx, pdf")]
    [InlineData("/api/export/runs.csv?zone=Mars/Olympus", HttpStatusCode.BadRequest, "zone is 'Mars/Olympus'")]
    [InlineData("/api/export/runs.csv?delimiter=slash", HttpStatusCode.BadRequest, "comma, semicolon, tab, pipe")]
    [InlineData("/api/export/runs.json?format=xml", HttpStatusCode.BadRequest, "array or ndjson")]
    [InlineData("/api/export/runs.pdf?paper=a3", HttpStatusCode.BadRequest, "a4 or letter")]
    [InlineData("/api/export/reports/period.pdf?from=never", HttpStatusCode.BadRequest, "from is 'never'")]
    [InlineData("/api/export/reports/period.pdf?source=other", HttpStatusCode.NotFound, "Unknown daemon")]
    [InlineData("/api/export/problems/none.pdf", HttpStatusCode.NotFound, "no such problem")]
    [InlineData("/api/export/runs.csv?status=lost", HttpStatusCode.BadRequest, "status is 'lost'")]
    [InlineData("/api/export/runs.csv?limit=5", HttpStatusCode.BadRequest, "limit and after")]
    [InlineData("/api/export/runs.csv?source=other", HttpStatusCode.NotFound, "Unknown daemon")]
    [InlineData("/api/export/history.csv?points=0", HttpStatusCode.BadRequest, "points is 0")]
    [InlineData("/api/export/history.csv?source=other", HttpStatusCode.NotFound, "Unknown daemon")]
    [InlineData("/api/export/problems.csv?state=lost", HttpStatusCode.BadRequest, "state is 'lost'")]
    [InlineData("/api/export/problems.csv?severity=loud", HttpStatusCode.BadRequest, "info, warning, critical")]
    [InlineData("/api/export/problems.csv?source=other", HttpStatusCode.NotFound, "Unknown daemon")]
    public async Task Request_ThatCannotBe_SaysWhatIsAllowed(string path, HttpStatusCode status, string text)
    {
        // A source is known to those who may see all daemons even if nothing is left of it, so the caller may see one.
        await RecordAsync(Given.Status());

        var (answer, body) = await FetchAsync(path, sources: Given.Source);

        answer.StatusCode.ShouldBe(status);
        System.Text.RegularExpressions.Regex.Unescape(Encoding.UTF8.GetString(body)).ShouldContain(text);
    }

    [Fact]
    public async Task Files_OfACaller_HoldTheirDaemonsAlone()
    {
        await RecordAsync(Given.Status(), Given.Ended("mine", Given.Ago(minutes: 2)), Given.Status() with { Source = "other" }, Given.Ended("theirs", Given.Ago(minutes: 1)) with { Source = "other" });

        ExportFiles.Csv((await FetchAsync("/api/export/runs.csv", sources: Given.Source)).Body).Select(row => row["id"]).ShouldBe(["mine"]);
        ExportFiles.Csv((await FetchAsync("/api/export/history.csv?points=1", sources: Given.Source)).Body).Select(row => row["source"]).ShouldBe([Given.Source]);
        ExportFiles.Csv((await FetchAsync("/api/export/runs.csv")).Body).Select(row => row["id"]).ShouldBe(["theirs", "mine"]);
        (await FetchAsync("/api/export/audit.csv")).Answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await FetchAsync("/api/export/runs.csv", role: null)).Answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Answer_NamesItsFile_AndABrowsersCsvBeginsWithAMark()
    {
        await RecordAsync(Given.Status());

        var (answer, body) = await FetchAsync("/api/export/runs.csv?source=default&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z");

        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Content.Headers.ContentDisposition.FileName.ShouldBe("flextmonitor-runs-default-20260101T0000Z-20260102T0000Z-as-of-20260102T120000Z.csv");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8; header=present");
        body.Take(3).ShouldBe([0xEF, 0xBB, 0xBF]);
        (await FetchAsync("/api/export/runs.csv", change: request => request.Headers.Add("Authorization", "Bearer x"))).Body[0].ShouldBe((byte)'s');
        (await FetchAsync("/api/export/runs.json", change: request => request.Headers.Add("Accept", "application/x-ndjson"))).Answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-ndjson");
    }

    [Fact]
    public async Task History_ThatNobodyWatched_IsUnknown_AndNotZero()
    {
        await RecordAsync(Given.Status());

        var query = "source=default&points=3&from=2025-12-01T00:00:00Z&to=2025-12-02T00:00:00Z";
        var rows = ExportFiles.Csv(await FileAsync($"/api/export/history.csv?{query}"));

        rows.Count.ShouldBe(3);
        rows.ShouldAllBe(row => row["cpuUsageMean"] == null && row["totalExecutionsIncrease"] == null && (string?)row["seenPercent"] == "0");
        ExportFiles.Fact(await FileAsync($"/api/export/history.xlsx?{query}"), "Coverage of default").ShouldStartWith("watched for 0.0 % of the range");
        ExportFiles.Fact(await FileAsync($"/api/export/runs.xlsx?from=2025-12-01T00:00:00Z&to=2025-12-02T00:00:00Z"), "Coverage of default").ShouldBe("watched for 0.0 % of the range");
    }

    [Theory]
    [InlineData("severity=critical", "p2", "p1")]
    [InlineData("severity=info")]
    [InlineData("text=COLD", "p2")]
    [InlineData("text=on%20it&kind=failing", "p2")]
    public async Task Problems_AreNarrowedAsOnThePage(string query, params string[] expected)
    {
        await StoreAsync(ExportedProblems.Open("p1", Given.Ago(minutes: 50)), ExportedProblems.Resolved("p2", Given.Ago(minutes: 40), Given.Ago(minutes: 30)));

        ExportFiles.Csv(await FileAsync($"/api/export/problems.csv?state=all&{query}")).Select(row => row["id"]).ShouldBe(expected);
    }

    [Fact]
    public async Task Runs_OfSeveralPages_AreAllOnce()
    {
        await RecordAsync([Given.Status(), .. Enumerable.Range(0, 4_100).Select(number => Given.Ended($"run-{number}", Given.Ago(seconds: number)))]);

        var ids = ExportFiles.Csv(await FileAsync("/api/export/runs.csv")).Select(row => row["id"]).ToList();

        ids.ShouldBe(Enumerable.Range(0, 4_100).Select(number => (object)$"run-{number}"));
    }
}
