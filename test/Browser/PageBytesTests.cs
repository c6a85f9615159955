using System.Text.Json.Nodes;
using FlextMonitor.Browser.Tests.Kit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>What a browser with an empty cache has to fetch, compressed.</summary>
public sealed class PageBytesTests(Chromium chromium) : BrowserTest(chromium)
{
    /// <summary>Up to the first live figure.</summary>
    private const int MostOfFirstLoad = 150_000;

    /// <summary>Files for a dashboard with widgets of all types, beyond what the live page has loaded by then: charts stand on both.</summary>
    private const int MostOfDashboard = 30_000;

    /// <summary>Fetches the modules that the document itself names.</summary>
    private const string FirstModules = """
        async () => {
          const document = new DOMParser().parseFromString(await (await fetch('/')).text(), 'text/html');
          const modules = document.querySelectorAll('script[type=module][src], link[rel=modulepreload]');
          return Promise.all([...modules].map(async (one) => (await fetch(one.getAttribute('src') ?? one.getAttribute('href'))).text()));
        }
        """;

    private static readonly string[] Types =
    [
        "attention", "availability", "calendar", "chart", "clock", "components", "durations", "figure",
        "fleet", "log", "pipelines", "problems", "runs", "text", "timeline", "verdict",
    ];

    [Fact]
    public async Task FirstLoad_AndADashboardOfAllTypes_KeepTheirBudgets()
    {
        await StartAsync(Day.Script());
        var visitor = await ComeAsync();
        await visitor.SignInAsync();
        var requests = new List<IRequest>();
        visitor.Page.RequestFinished += (_, request) => requests.Add(request);
        await visitor.OpenAsync("/", "Live");
        await Expect(visitor.Tile("CPU").Locator(".tile-figure")).ToContainTextAsync("%");
        var first = await BytesAsync(requests);
        await Expect(visitor.Page.Locator(".chart-overlay")).ToHaveCountAsync(2);
        var widgets = Types.Select((type, place) => OwnDashboard.Widget($"w{place}", type, (0, 6 * place, 12, 6), OptionsOf(type)));
        var dashboard = await OwnDashboard.MakeAsync(visitor, "Everything", [.. widgets]);
        var before = requests.Select(request => request.Url).ToHashSet();
        requests.Clear();

        await visitor.OpenAsync($"/dashboards/{dashboard}");
        await Expect(visitor.Page.Locator(".widget")).ToHaveCountAsync(Types.Length);
        await Expect(visitor.Page.Locator(".log-widget .log-state")).ToHaveTextAsync("Ended");
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        first.ShouldBeInRange(1, MostOfFirstLoad);
        var assets = requests.Where(request => request.Url.Contains("/assets/", StringComparison.Ordinal) && !before.Contains(request.Url));
        var files = await Task.WhenAll(assets.Select(request => request.SizesAsync()));
        var ofDashboard = files.Sum(sizes => sizes.ResponseBodySize);
        TestContext.Current.TestOutputHelper?.WriteLine($"{first} bytes up to the first figure, {ofDashboard} more for the dashboard");
        ofDashboard.ShouldBeInRange(1, MostOfDashboard);
    }

    [Fact]
    public async Task FirstLoad_ItsModules_AreCompiledWhileTheyCome()
    {
        await StartAsync(Day.Script());
        var visitor = await ComeAsync();
        await visitor.SignInAsync();
        await visitor.OpenAsync("/", "Live");

        var texts = await visitor.Page.EvaluateAsync<string[]>(FirstModules);
        texts.Length.ShouldBeGreaterThan(3);
        texts.ShouldAllBe(text => text.StartsWith("//# allFunctionsCalledOnLoad", StringComparison.Ordinal));
    }

    private static async Task<int> BytesAsync(IReadOnlyList<IRequest> requests)
    {
        var bytes = 0;
        foreach (var request in requests.ToArray())
        {
            var sizes = await request.SizesAsync();
            bytes += sizes.ResponseBodySize + sizes.ResponseHeadersSize;
        }

        return bytes;
    }

    private static JsonObject OptionsOf(string type) => type switch
    {
        "log" => new() { ["execution"] = Day.FailedRun },
        "text" => new() { ["markdown"] = "# A title" },
        _ => [],
    };
}
