using System.Globalization;
using System.Text.Json.Nodes;
using FlextMonitor.Bench.History;
using FlextMonitor.Bench.Kit.Measuring;
using Microsoft.Playwright;

namespace FlextMonitor.Bench.Page;

/// <summary>
/// A dashboard of 20 widgets and 7 days: until its widgets stand, and until everything in sight is drawn; opened within the page from the list, and visited with an empty cache.
/// </summary>
internal static class DashboardFigures
{
    private const int Runs = 4_000;
    private const string Source = "default";
    private static readonly string[] Charted = ["cpuUsage", "memoryUsage", "activePipelines", "successRate"];
    private static readonly TimeSpan Span = TimeSpan.FromDays(8);

    /// <summary>Records, by the page's clock, when all widgets stand, and when none in sight waits for anything any more. Waits for the address of the dashboard.</summary>
    private const string NoteDrawn = """
        (() => {
          const note = (name) => requestAnimationFrame(() => setTimeout(() => { globalThis[name] = performance.now(); }));
          const waits = (element) => element.getBoundingClientRect().top < innerHeight;
          const look = () => {
            const isThere = location.pathname.includes('/dashboards/') && document.querySelectorAll('.widget').length === 20;
            if (isThere && !globalThis.isStanding) {
              globalThis.isStanding = true;
              note('standsMs');
            }
            const waiting = [...document.querySelectorAll('.widget [aria-busy="true"]')].filter(waits);
            if (isThere && waiting.length === 0 && document.querySelector('.widget canvas')) {
              note('drawnMs');
            } else {
              requestAnimationFrame(look);
            }
          };
          requestAnimationFrame(look);
        })();
        """;

    /// <summary>Goes to an address within the page, and returns when, by the page's clock.</summary>
    private const string Go = """
        (path) => {
          const began = performance.now();
          history.pushState(null, '', path);
          dispatchEvent(new PopStateEvent('popstate'));
          return began;
        }
        """;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string daemonAddress, Effort effort, CancellationToken cancellationToken)
    {
        var folder = MonitorServer.EmptyDataFolder();
        await BenchHistory.MakeAsync(Path.Combine(folder, "history.db"), Source, Span, Runs, cancellationToken);
        var (opened, visited) = (new List<Drawn>(), new List<Drawn>());
        await using (var host = await MonitorServer.StartAsync(daemonAddress, folder, cancellationToken, BusyDaemon.Settings))
        await using (var browser = await SignedInBrowser.StartAsync(host))
        {
            var path = await MakeAsync(browser, host);
            for (var load = 0; load < effort.Times(20); load++)
            {
                opened.Add(await OpenAsync(browser, path));
                visited.Add(await VisitAsync(browser, path));
            }
        }

        Directory.Delete(folder, recursive: true);
        return
        [
            Of("dashboard of 20 widgets, 7 days, processor slowed down 4×, opened on the live page, until its widgets stand, median", opened, drawn => drawn.StandsMs, "1,000 ms at most, 600 ms aimed at"),
            Of("until all in sight is drawn", opened, drawn => drawn.AllMs),
            Of("visited with an empty cache, until its widgets stand", visited, drawn => drawn.StandsMs),
            Of("until all in sight is drawn", visited, drawn => drawn.AllMs),
        ];
    }

    private static Figure Of(string title, List<Drawn> times, Func<Drawn, double> ms, string meant = "") => new(title, Figure.Milliseconds(Median.Of([.. times.Select(ms)])), meant);

    private static async Task<Drawn> VisitAsync(SignedInBrowser browser, string path)
    {
        var page = await PageAsync(browser);
        await page.GotoAsync(path);
        return await DrawnAsync(page, 0);
    }

    private static async Task<Drawn> OpenAsync(SignedInBrowser browser, string path)
    {
        var page = await PageAsync(browser);
        await page.GotoAsync("/");
        await page.WaitForFunctionAsync("() => document.querySelector('.chart-overlay')");
        return await DrawnAsync(page, await page.EvaluateAsync<double>(Go, path));
    }

    private static async Task<IPage> PageAsync(SignedInBrowser browser)
    {
        var page = await browser.NewPageAsync();
        await (await PageMetrics.OfAsync(page)).SlowDownAsync(4);
        await page.AddInitScriptAsync(NoteDrawn);
        return page;
    }

    private static async Task<Drawn> DrawnAsync(IPage page, double began)
    {
        await page.WaitForFunctionAsync("() => globalThis.drawnMs !== undefined");
        var times = await page.EvaluateAsync<double[]>("() => [standsMs, drawnMs]");
        await page.Context.CloseAsync();
        return new Drawn(times[0] - began, times[1] - began);
    }

    private sealed record Drawn(double StandsMs, double AllMs);

    private static async Task<string> MakeAsync(SignedInBrowser browser, MonitorServer host)
    {
        var page = await browser.NewPageAsync();
        var answer = await page.Context.APIRequest.PostAsync("/api/dashboards", new()
        {
            DataString = Dashboard().ToJsonString(),
            Headers = new Dictionary<string, string> { ["Origin"] = host.Address.GetLeftPart(UriPartial.Authority), ["Content-Type"] = "application/json" },
        });
        var text = await answer.TextAsync();
        await page.Context.CloseAsync();
        return answer.Ok ? $"/dashboards/{JsonNode.Parse(text)!["id"]}" : throw new InvalidOperationException($"Storing a dashboard answered {answer.Status}: {text}");
    }

    private static JsonObject Dashboard() => new()
    {
        ["title"] = "Week",
        ["range"] = new JsonObject { ["last"] = "P7D" },
        ["widgets"] = new JsonArray([.. Widgets().Select(PlacedAt)]),
    };

    // Three beside each other.
    private static JsonNode PlacedAt((string Type, JsonObject Options) widget, int number) => new JsonObject
    {
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"w{number}"),
        ["type"] = widget.Type,
        ["x"] = number % 3 * 4,
        ["y"] = number / 3 * 6,
        ["w"] = 4,
        ["h"] = 6,
        ["options"] = widget.Options,
    };

    private static IEnumerable<(string Type, JsonObject Options)> Widgets() =>
    [
        ("verdict", []),
        ("attention", []),
        .. Charted.SelectMany(figure => new[] { Chart(figure), FigureOf(figure) }),
        Chart("activeConnections"),
        ("fleet", []),
        ("timeline", new JsonObject { ["hours"] = 24 }),
        ("runs", new JsonObject { ["limit"] = 20 }),
        ("pipelines", []),
        ("calendar", new JsonObject { ["days"] = 28 }),
        ("durations", new JsonObject { ["days"] = 7 }),
        ("availability", new JsonObject { ["days"] = 7 }),
        ("components", []),
        ("problems", new JsonObject { ["state"] = "all" }),
    ];

    private static (string Type, JsonObject Options) Chart(string figure) =>
        ("chart", new JsonObject { ["series"] = new JsonArray(new JsonObject { ["figure"] = figure, ["source"] = "*" }), ["band"] = true });

    private static (string Type, JsonObject Options) FigureOf(string figure) => ("figure", new JsonObject { ["figure"] = figure, ["of"] = "mean" });
}
