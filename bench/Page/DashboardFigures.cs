using System.Globalization;
using System.Text.Json.Nodes;
using FlextMonitor.Bench.History;
using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.Page;

/// <summary>The first visit to a dashboard of 20 widgets and 7 days, with an empty cache: until everything in sight is drawn.</summary>
internal static class DashboardFigures
{
    private const int Runs = 4_000;
    private const string Source = "default";
    private static readonly string[] Charted = ["cpuUsage", "memoryUsage", "activePipelines", "successRate"];
    private static readonly TimeSpan Span = TimeSpan.FromDays(8);

    /// <summary>Records, by the page's clock since the start of the navigation, when all widgets stand and none in sight waits for anything.</summary>
    private const string NoteDrawn = """
        (() => {
          const waits = (element) => element.getBoundingClientRect().top < innerHeight;
          const look = () => {
            const widgets = document.querySelectorAll('.widget');
            const waiting = [...document.querySelectorAll('.widget [aria-busy="true"]')].filter(waits);
            if (widgets.length === 20 && waiting.length === 0 && document.querySelector('.widget canvas')) {
              requestAnimationFrame(() => setTimeout(() => { globalThis.drawnMs = performance.now(); }));
            } else {
              requestAnimationFrame(look);
            }
          };
          requestAnimationFrame(look);
        })();
        """;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string daemonAddress, Effort effort, CancellationToken cancellationToken)
    {
        var folder = MonitorServer.EmptyDataFolder();
        await BenchHistory.MakeAsync(Path.Combine(folder, "history.db"), Source, Span, Runs, cancellationToken);
        var (slow, full) = (new List<double>(), new List<double>());
        await using (var host = await MonitorServer.StartAsync(daemonAddress, folder, cancellationToken, BusyDaemon.Settings))
        await using (var browser = await SignedInBrowser.StartAsync(host))
        {
            var path = await MakeAsync(browser, host);
            for (var load = 0; load < effort.Times(20); load++)
            {
                slow.Add(await OnceAsync(browser, path, 4));
                full.Add(await OnceAsync(browser, path, 1));
            }
        }

        Directory.Delete(folder, recursive: true);
        return
        [
            new("dashboard of 20 widgets, 7 days, until all in sight is drawn, processor slowed down 4×, median", Figure.Milliseconds(Median.Of(slow)), "1,000 ms at most, 600 ms aimed at"),
            new("the same at full speed", Figure.Milliseconds(Median.Of(full))),
        ];
    }

    private static async Task<double> OnceAsync(SignedInBrowser browser, string path, int slowDown)
    {
        var page = await browser.NewPageAsync();
        await (await PageMetrics.OfAsync(page)).SlowDownAsync(slowDown);
        await page.AddInitScriptAsync(NoteDrawn);
        await page.GotoAsync(path);
        await page.WaitForFunctionAsync("() => globalThis.drawnMs !== undefined");
        var drawnMs = await page.EvaluateAsync<double>("() => drawnMs");
        await page.Context.CloseAsync();
        return drawnMs;
    }

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
