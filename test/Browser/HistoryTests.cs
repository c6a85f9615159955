using System.Text.RegularExpressions;
using FlextMonitor.Browser.Tests.Kit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>What was: charts over a time, the search of runs, and a pipeline's page.</summary>
public sealed partial class HistoryTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Chart = ".usage .chart-overlay";

    [Fact]
    public async Task Charts_InANewTab_ShowWhatWasBeforeIt()
    {
        await StartAsync(Day.Script());
        var first = await VisitAsync();
        await Expect(first.Tile("CPU").Locator(".sparkline-line")).Not.ToHaveAttributeAsync("d", "");

        // Of a context of its own: nothing is kept in its storage.
        var second = await VisitAsync(path: "/?range=15m");

        await Expect(second.Page.Locator(".usage-spread").First).ToContainTextAsync("mean");
        await Expect(second.Page.Locator(".usage-empty")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Range_Chosen_StandsInTheAddressAndIsLeftByTheWayBack()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "7 d", Exact = true }).ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/?range=7d");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "1 h", Exact = true }).ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/?range=1h");
        await visitor.Page.GoBackAsync();

        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/?range=7d");
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "7 d", Exact = true })).ToHaveAttributeAsync("aria-pressed", "true");
        await InspectAsync(visitor, "history-range");
        await visitor.Page.GoForwardAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "1 h", Exact = true })).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task Zoom_ByDragging_IsLeftWithEscape()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync(path: "/?range=1h");
        var chart = visitor.Page.Locator(Chart).First;
        await chart.ScrollIntoViewIfNeededAsync();
        var place = (await chart.BoundingBoxAsync()).ShouldNotBeNull();

        await visitor.Page.Mouse.MoveAsync(place.X + (place.Width * 0.25f), place.Y + 40);
        await Expect(visitor.Page.Locator(".chart-tooltip")).ToHaveCountAsync(2);
        await visitor.Page.Mouse.DownAsync();
        await visitor.Page.Mouse.MoveAsync(place.X + (place.Width * 0.75f), place.Y + 40);
        await visitor.Page.Mouse.UpAsync();
        await Expect(visitor.Page).ToHaveURLAsync(FixedRange());
        await chart.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");

        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/?range=1h");
    }

    [Fact]
    public async Task Zoom_LeftByTheWayBack_IsThereAgainByTheWayForward()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync(path: "/?range=1h");
        await visitor.Page.Locator(Chart).First.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("+");
        await Expect(visitor.Page).ToHaveURLAsync(FixedRange());
        var zoomed = visitor.Page.Url;

        await visitor.Page.GoBackAsync();
        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/?range=1h");
        await visitor.Page.GoForwardAsync();

        await Expect(visitor.Page).ToHaveURLAsync(zoomed);
        await Expect(visitor.Page.Locator(".range-text")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task LiveEdge_AfterTheHostWasAway_GoesOn()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync(path: "/?range=15m");
        visitor.Expect("ERR_");
        visitor.Expect("503");
        await visitor.Page.Locator(Chart).First.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        var newest = visitor.Page.Locator(".chart-table tbody tr").First;
        await Site.StopAsync();
        await SeesAsync(visitor, "Reconnecting");
        var before = await newest.Locator("td").First.InnerTextAsync();

        await visitor.Page.RunAndWaitForResponseAsync(
            async () =>
            {
                await Site.StartAsync();
                await visitor.Page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
            },
            response => response.Url.Contains("/api/history", StringComparison.Ordinal) && response.Ok);

        await Expect(newest.Locator("td").First).Not.ToHaveTextAsync(before);
        await Expect(newest.Locator("td").Nth(2)).Not.ToHaveTextAsync("n/a");
    }

    [Fact]
    public async Task Chart_ByKeyboard_ZoomsAndShowsItsNumbers()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync(path: "/?range=1h");

        await visitor.Page.Locator(Chart).First.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("+");
        await Expect(visitor.Page).ToHaveURLAsync(FixedRange());
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.Locator(".chart-table th").First).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".is-table .usage-empty")).ToHaveCountAsync(0);
        await InspectAsync(visitor, "history-table");
    }

    [Theory]
    [InlineData("Europe/Lisbon", "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z")]
    [InlineData("America/New_York", "2026-10-31T12:00:00Z", "2026-11-02T12:00:00Z")]
    [InlineData("Europe/Lisbon", "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z")]
    public async Task Range_WithADayOf23Or25Hours_IsUnknownAndNotEmptyOfMeaning(string zone, string from, string to)
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync(zone: zone);

        await visitor.OpenAsync($"/?from={from}&to={to}", "Live");

        await Expect(visitor.Page.Locator(".usage-empty").First).ToHaveTextAsync("Nothing confirmed in this time");
        await Expect(visitor.Page.Locator(".usage-spread").First).ToHaveTextAsync("n/a");
        await Expect(visitor.Page.Locator(".chart-mark-unknown").First).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".axis-tick")).Not.ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Runs_OfAnEmptyPast_AreNone()
    {
        var script = Day.Script();
        script.ListExecutions = (_, _) => Task.FromResult(Day.Executions([]));
        await StartAsync(script);

        var visitor = await VisitAsync(path: "/runs");

        await Expect(visitor.Page.GetByText("No runs are known yet.")).ToBeVisibleAsync();
        await InspectAsync(visitor, "runs-empty");
    }

    [Fact]
    public async Task State_OfHistory_IsShownToAdministrators()
    {
        await StartAsync(Day.Script());

        var visitor = await VisitAsync(path: "/history");

        await Expect(visitor.Page.Locator(".fact-grid")).ToContainTextAsync("Written until");
        await Expect(visitor.Page.Locator(".list-table tbody tr")).ToHaveCountAsync(5);
        await InspectAsync(visitor, "history-state");
    }

    [Fact]
    public async Task Runs_Searched_StandInTheAddressAndOpenInTheDrawer()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync(path: "/runs");

        await visitor.Page.GetByRole(AriaRole.Searchbox).FillAsync("429");
        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/runs?text=429");
        await Expect(visitor.Page.Locator(".run-list-error").First).ToContainTextAsync("429 Too Many Requests");
        await InspectAsync(visitor, "runs");
        await visitor.Page.Locator(".run-list-link").First.ClickAsync();

        await Expect(visitor.Page).ToHaveURLAsync(RunBesideTheList());
        await Expect(visitor.Page.Locator("#drawer-title")).ToContainTextAsync(Day.FailingPipeline);
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/runs?text=429");
    }

    [Fact]
    public async Task Pipeline_OfALane_HasAPageOfItsOwn()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();

        await visitor.Page.Locator(".lane-name a").Filter(new() { HasText = Day.FailingPipeline }).ClickAsync();

        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/pipelines/default/payments");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = Day.FailingPipeline })).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".pipeline-error-text")).ToContainTextAsync("429 Too Many Requests");
        await Expect(visitor.Page.Locator(".outcome-days > li")).ToHaveCountAsync(90);
        await InspectAsync(visitor, "pipeline");
    }

    [Fact]
    public async Task Pipeline_ThatNobodyKnows_IsSaid()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        visitor.Expect("404");

        await visitor.OpenAsync("/pipelines/default/nowhere", "Live");

        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The monitor knows no such pipeline");
    }

    [GeneratedRegex("/runs\\?.*run=default%2F")]
    private static partial Regex RunBesideTheList();

    [GeneratedRegex("\\?from=[^&]+&to=")]
    private static partial Regex FixedRange();
}
