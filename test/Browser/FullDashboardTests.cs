using System.Globalization;
using System.Text.Json.Nodes;
using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>As many widgets as a dashboard may have, of every kind, over twenty daemons: a minute of that in the long form.</summary>
public sealed class FullDashboardTests(Chromium chromium) : BrowserTest(chromium)
{
    private const int Widgets = 50;
    private const int Daemons = 20;

    private static readonly string[] Types =
    [
        "verdict", "attention", "fleet", "figure", "chart", "timeline", "runs", "pipelines", "calendar", "durations", "availability", "components", "problems", "log", "text", "clock",
    ];

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Dashboard_OfFiftyWidgetsAndTwentyDaemons_KeepsItsSizeAndIsAccessible()
    {
        var fleet = EndAfterVisits(await Fleet.StartAsync(Daemons, place => place % 5 == 0 ? FleetStanding.Troubled : FleetStanding.Well));
        var visitor = await ComeAsync(fleet.Site);
        await visitor.SignInAsync();
        await visitor.OpenAsync("/", "Live");
        var id = await OwnDashboard.MakeAsync(visitor, "Everything", [.. Enumerable.Range(0, Widgets).Select(WidgetAt)]);

        await visitor.Page.GotoAsync($"/dashboards/{id}");
        await Expect(visitor.Page.Locator(".widget")).ToHaveCountAsync(Widgets);
        await Expect(visitor.Page.Locator(".widget-loading")).ToHaveCountAsync(0);

        await Expect(visitor.Page.Locator(".widget [aria-busy='true']")).ToHaveCountAsync(0);

        // Within seconds nothing can be told of what grows.
        if (LongTests.AreWanted)
        {
            await KeepsItsHeapAsync(visitor);
        }

        await InspectAsync(visitor, "full-dashboard");
    }

    private static async Task KeepsItsHeapAsync(Visitor visitor)
    {
        var debugger = await visitor.Context.NewCDPSessionAsync(visitor.Page);
        await WatchAsync(Settling);
        var before = await HeapAsync(debugger);
        await WatchAsync(Watched);
        var after = await HeapAsync(debugger);

        TestContext.Current.TestOutputHelper?.WriteLine($"{before / 1e6:0.0} MB, and after {Watched.TotalSeconds:0} s {after / 1e6:0.0} MB");
        after.ShouldBeLessThan(1.1 * before, "bytes that the page's scripts hold after a garbage collection");
    }

    private static Task WatchAsync(TimeSpan span) => Task.Delay(span, TimeProvider.System, TestContext.Current.CancellationToken);

    private static async Task<double> HeapAsync(ICDPSession debugger)
    {
        await debugger.SendAsync("HeapProfiler.collectGarbage");
        var usage = await debugger.SendAsync("Runtime.getHeapUsage");
        return usage!.Value.GetProperty("usedSize").GetDouble();
    }

    private static JsonObject WidgetAt(int number)
    {
        var type = Types[number % Types.Length];
        return OwnDashboard.Widget(string.Create(CultureInfo.InvariantCulture, $"w{number}"), type, (number % 2 * 6, number / 2 * 6, 6, 6), OptionsOf(type));
    }

    private static JsonObject OptionsOf(string type) => type switch
    {
        "figure" => new JsonObject { ["figure"] = "cpuUsage", ["of"] = "live", ["sources"] = new JsonArray("daemon-02") },
        "chart" => new JsonObject { ["series"] = new JsonArray(new JsonObject { ["figure"] = "cpuUsage", ["source"] = "daemon-02" }, new JsonObject { ["figure"] = "memoryUsage", ["source"] = "daemon-03" }) },
        "text" => new JsonObject { ["markdown"] = "Whom to **call**: the team on duty." },
        _ => [],
    };
}
