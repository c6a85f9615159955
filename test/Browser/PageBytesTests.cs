using System.Text.Json.Nodes;
using FlextMonitor.Browser.Tests.Kit;
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

    /// <summary>Notes when the page first shows a figure, by its own clock.</summary>
    private const string NoteFirstFigure = """
        new MutationObserver((_, observer) => {
          if ([...document.querySelectorAll('.tile-figure')].some(({ textContent }) => /\d.*%/.test(textContent))) {
            globalThis.firstFigureAt = performance.now();
            observer.disconnect();
          }
        }).observe(document, { subtree: true, childList: true, characterData: true });
        """;

    /// <summary>All that had come by then, headers too, as the page itself recorded it.</summary>
    private const string BytesUpToFirstFigure = """
        () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
          .filter(({ responseEnd }) => responseEnd > 0 && responseEnd <= firstFigureAt)
          .reduce((bytes, { transferSize }) => bytes + transferSize, 0)
        """;

    /// <summary>The page's files that have come whole, and their bytes as they were sent.</summary>
    private const string Assets = """
        () => performance.getEntriesByType('resource')
          .filter(({ name, responseEnd }) => name.includes('/assets/') && responseEnd > 0)
          .map(({ name, encodedBodySize }) => ({ name, bytes: encodedBodySize }))
        """;

    /// <summary>Whether the live page has been answered all that it asks by files of their own, so that those files have come.</summary>
    private const string HasAsked = """
        () => ['/api/account/home-dashboard', '/api/history', '/api/runs/outcomes'].every((path) =>
          performance.getEntriesByType('resource').some(({ name, responseEnd }) => name.includes(path) && responseEnd > 0))
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
        await visitor.Page.AddInitScriptAsync(NoteFirstFigure);
        await visitor.OpenAsync("/", "Live");
        await Expect(visitor.Tile("CPU").Locator(".tile-figure")).ToContainTextAsync("%");
        var first = await visitor.Page.EvaluateAsync<int>(BytesUpToFirstFigure);
        await Expect(visitor.Page.Locator(".chart-overlay")).ToHaveCountAsync(2);
        await visitor.Page.WaitForFunctionAsync(HasAsked);
        var ofLivePage = await visitor.Page.EvaluateAsync<Asset[]>(Assets);
        var widgets = Types.Select((type, place) => OwnDashboard.Widget($"w{place}", type, (0, 6 * place, 12, 6), OptionsOf(type)));
        var dashboard = await OwnDashboard.MakeAsync(visitor, "Everything", [.. widgets]);

        await visitor.OpenAsync($"/dashboards/{dashboard}");
        await Expect(visitor.Page.Locator(".widget")).ToHaveCountAsync(Types.Length);
        await Expect(visitor.Page.Locator(".widget-loading")).ToHaveCountAsync(0);
        await Expect(visitor.Page.Locator(".log-widget .log-state")).ToHaveTextAsync("Ended");
        await Expect(visitor.Page.Locator(".widget-chart .chart-overlay")).ToHaveCountAsync(1);
        var ofDashboard = (await visitor.Page.EvaluateAsync<Asset[]>(Assets)).ExceptBy(ofLivePage.Select(asset => asset.Name), asset => asset.Name).Sum(asset => asset.Bytes);

        TestContext.Current.TestOutputHelper?.WriteLine($"{first} bytes up to the first figure, {ofDashboard} more for the dashboard");
        first.ShouldBeInRange(1, MostOfFirstLoad);
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

    private sealed class Asset
    {
        public string Name { get; set; } = "";

        /// <summary>As they were sent, without headers.</summary>
        public int Bytes { get; set; }
    }

    private static JsonObject OptionsOf(string type) => type switch
    {
        "log" => new() { ["execution"] = Day.FailedRun },
        "text" => new() { ["markdown"] = "# A title" },
        _ => [],
    };
}
