using FlextMonitor.Contracts;
using FlextMonitor.Hub.Tests.Problems;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>How runs are searched over HTTP.</summary>
public sealed class RunsApiTests : HistoryApi
{
    [Fact]
    public async Task Runs_OfATextThatOnlyOldOnesHave_AreFound()
    {
        SourceMessage[] newer = [.. Enumerable.Range(0, 2_100).Select(place => Given.Ended($"run-{place}", Given.Ago(minutes: place)))];
        Publish([Given.Status(), .. newer, Given.Failed("old", Given.Ago(days: 20)) with { ErrorMessage = "ORA-01555" }]);
        await WriteAsync();

        (await GetAsync("/api/runs?text=ora-015")).Body["runs"]!.AsArray().Select(run => run!["id"]!.GetValue<string>()).ShouldBe(["old"]);
        (await GetAsync("/api/runs?text=warehouse&status=failed")).Body["runs"]!.AsArray().Select(run => run!["id"]!.GetValue<string>()).ShouldBe(["old"]);
    }

    [Theory]
    [InlineData("%C3%9CBER")]
    [InlineData("%C3%BCber")]
    [InlineData("%C3%96l")]
    [InlineData("%C3%B6l")]
    public async Task Runs_OfATextThatIsNotAscii_AreFoundInAnyCase(string text)
    {
        Publish(Given.Status(), Given.Ended("a", Given.Ago(minutes: 8)) with { PipelineName = "\u00dcber \u00d6l" }, Given.Ended("b", Given.Ago(minutes: 3)));
        await WriteAsync();

        (await GetAsync($"/api/runs?text={text}")).Body["runs"]!.AsArray().Select(run => run!["id"]!.GetValue<string>()).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Runs_PageByPage_AreAllOnce_NewestFirst()
    {
        SourceMessage[] runs = [.. Enumerable.Range(0, 25).Select(place => Given.Ended($"run-{place}", Given.Ago(minutes: place / 2)))];
        Publish([Given.Status(), .. runs]);
        await WriteAsync();

        var (ids, next) = (new List<string>(), "");
        do
        {
            var page = (await GetAsync($"/api/runs?limit=4&after={next}")).Body;
            ids.AddRange(page["runs"]!.AsArray().Select(run => run!["id"]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>();
        }
        while (next is not null);

        ids.Count.ShouldBe(25);
        ids.Distinct().Count().ShouldBe(25);
        ids.Select(id => int.Parse(id[4..], System.Globalization.CultureInfo.InvariantCulture) / 2).ShouldBeInOrder();
    }

    [Theory]
    [InlineData("text=WAREHOUSE", "b", "a")]
    [InlineData("text=pipe-1", "c")]
    [InlineData("text=50%25", "b")]
    [InlineData("text=ORA-", "b")]
    [InlineData("text=ora-01555%20AT%2050", "b")]
    [InlineData("text=%22quoted%22", "a")]
    [InlineData("text=oR", "b", "a")]
    [InlineData("minRows=1&maxRows=7", "a")]
    [InlineData("maxRows=6")]
    [InlineData("status=failed", "b")]
    [InlineData("status=success,failed&pipeline=orders", "b", "a")]
    [InlineData("minSeconds=100", "a")]
    [InlineData("from=2026-01-02T11:55:00Z", "c", "b")]
    [InlineData("to=2026-01-02T11:55:00Z", "a")]
    [InlineData("source=default&text=nothing")]
    public async Task Runs_OfASearch_AreThoseThatMatch(string query, params string[] expected)
    {
        Publish(
            Given.Status(),
            Given.Ended("a", Given.Ago(minutes: 8), tookSeconds: 120) with { RecordsProcessed = 7, PipelineName = "\"quoted\" warehouse" },
            Given.Failed("b", Given.Ago(minutes: 3)) with { ErrorMessage = "ORA-01555 at 50%" },
            Given.Running("c", Given.Ago(minutes: 1), "pipe-1"));
        await WriteAsync();

        (await GetAsync($"/api/runs?{query}")).Body["runs"]!.AsArray().Select(run => run!["id"]!.GetValue<string>()).ShouldBe(expected);
    }
}
