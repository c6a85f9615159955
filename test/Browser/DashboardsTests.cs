using System.Text;
using System.Text.Json.Nodes;
using FlextMonitor.Browser.Tests.Kit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>Dashboards of one's own: looked at, and on a wall.</summary>
public sealed class DashboardsTests(Chromium chromium) : BrowserTest(chromium)
{
    private static readonly Look FullHd = new("1080p", 1920, 1080, ColorScheme.Dark);

    private static readonly string[] Types =
    [
        "verdict", "attention", "fleet", "figure", "chart", "timeline", "runs", "pipelines", "calendar", "durations", "availability", "components", "problems", "log", "text", "clock",
    ];

    private Kit.Fleet? _fleet;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await (_fleet?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task EveryWidget_IsShown_AndNothingIsFound()
    {
        var visitor = await ComeToFleetAsync();
        var id = await OwnDashboard.MakeAsync(visitor, "Everything", [.. Everything()]);

        await visitor.OpenAsync($"/dashboards/{id}", "Live");

        foreach (var type in Types)
        {
            await Expect(visitor.Page.Locator($".widget-{type} > *").First).ToBeVisibleAsync();
        }

        await Expect(visitor.Page.Locator(".widget-loading")).ToHaveCountAsync(0);
        await Expect(visitor.Page.Locator(".widget-hologram")).ToContainTextAsync("Unknown widget: made by a newer version?");
        await Expect(visitor.Page.Locator(".widget-figure", new() { HasText = "gone" })).ToContainTextAsync("No daemon that you may see fits gone");
        await InspectAsync(visitor, "own-dashboard");
    }

    [Fact]
    public async Task Wall_StandsOnOneScreen_AndIsLoudWhenNothingComes()
    {
        var visitor = await ComeToFleetAsync();
        var id = await OwnDashboard.MakeAsync(
            visitor,
            "Wall",
            OwnDashboard.Widget("verdict", "verdict", (0, 0, 12, 2)),
            OwnDashboard.Widget("fleet", "fleet", (0, 2, 12, 8)),
            OwnDashboard.Widget("cpu", "chart", (0, 10, 6, 6)),
            OwnDashboard.Widget("clock", "clock", (6, 10, 3, 3)));
        await visitor.LookAsync(FullHd);

        await visitor.OpenAsync($"/dashboards/{id}?kiosk", "Live");

        await Expect(visitor.Page.Locator(".widget-chart canvas")).ToBeVisibleAsync();
        await visitor.ShootAsync("own-wall");
        (await visitor.Page.EvaluateAsync<bool>("() => document.documentElement.scrollHeight <= innerHeight")).ShouldBeTrue("it scrolls");
        visitor.Expect("Failed to load resource");
        visitor.Expect("WebSocket");
        await visitor.Context.SetOfflineAsync(true);
        await Expect(visitor.Page.Locator(".wall-lost")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await visitor.ShootAsync("own-wall-lost");
    }

    [Fact]
    public async Task Wall_ShowsSeveralByTurns()
    {
        var visitor = await ComeToFleetAsync();
        var first = await OwnDashboard.MakeAsync(visitor, "First", OwnDashboard.Widget("a", "text", (0, 0, 4, 3), new JsonObject { ["markdown"] = "# One" }));
        var second = await OwnDashboard.MakeAsync(visitor, "Second", OwnDashboard.Widget("a", "text", (0, 0, 4, 3), new JsonObject { ["markdown"] = "# Two" }));

        await visitor.OpenAsync($"/dashboards/{first}?kiosk&rotate={first},{second}&seconds=5", "Live");

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "One" })).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Two" })).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "One" })).ToBeVisibleAsync(new() { Timeout = 15_000 });
    }

    [Fact]
    public async Task Home_IsWhereAPersonBegins()
    {
        var visitor = await ComeToFleetAsync();
        var id = await OwnDashboard.MakeAsync(visitor, "Mine", OwnDashboard.Widget("verdict", "verdict", (0, 0, 12, 2)));
        await visitor.OpenAsync($"/dashboards/{id}", "Live");

        await visitor.Page.GetByLabel("More", new() { Exact = true }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Start with this dashboard" }).ClickAsync();
        await Expect(visitor.Page.GetByText("You start with this dashboard now.")).ToBeVisibleAsync();
        await visitor.OpenAsync("/", "Live");

        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/dashboards/{id}$"));
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Mine" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Menu_IsAboveTheWidgets()
    {
        var visitor = await ComeToFleetAsync();
        var id = await OwnDashboard.MakeAsync(visitor, "Mine", OwnDashboard.Widget("clock", "clock", (0, 0, 12, 12)));
        await visitor.OpenAsync($"/dashboards/{id}", "Live");
        await Expect(visitor.Page.Locator(".clock")).ToBeVisibleAsync();

        await visitor.Page.GetByLabel("More", new() { Exact = true }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show on a wall" }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Export_OfADashboardAndOfRuns_IsSaved()
    {
        var visitor = await ComeToFleetAsync();
        var id = await OwnDashboard.MakeAsync(visitor, "Mine", OwnDashboard.Widget("verdict", "verdict", (0, 0, 12, 2)), OwnDashboard.Widget("cpu", "chart", (0, 2, 12, 6)));
        await visitor.OpenAsync($"/dashboards/{id}", "Live");

        var document = await DownloadAsync(visitor, "Dashboard as it is (PDF)");

        document.Name.ShouldStartWith("flextmonitor-dashboard-3-daemons-");
        document.Name.ShouldEndWith(".pdf");
        Encoding.ASCII.GetString(document.Content, 0, 5).ShouldBe("%PDF-");
        Encoding.ASCII.GetString(document.Content).TrimEnd().ShouldEndWith("%%EOF");

        await visitor.OpenAsync("/runs", "Live");
        var table = await DownloadAsync(visitor, "CSV");

        table.Name.ShouldStartWith("flextmonitor-runs-");
        table.Content.Take(3).ShouldBe([0xEF, 0xBB, 0xBF]);
        Encoding.UTF8.GetString(table.Content, 3, table.Content.Length - 3).ShouldStartWith("source,id,");
    }

    private static async Task<(string Name, byte[] Content)> DownloadAsync(Visitor visitor, string choice)
    {
        await visitor.Page.Locator(".export-menu summary").ClickAsync();
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.GetByRole(AriaRole.Button, new() { Name = choice, Exact = true }).ClickAsync());
        await using var stream = await download.CreateReadStreamAsync();
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, TestContext.Current.CancellationToken);
        return (download.SuggestedFilename, content.ToArray());
    }

    private async Task<Visitor> ComeToFleetAsync(string locale = "en-US")
    {
        _fleet = await Kit.Fleet.StartAsync(3, place => place == 1 ? FleetStanding.Troubled : FleetStanding.Well);
        var visitor = await ComeAsync(_fleet.Site, locale);
        await visitor.SignInAsync();
        await visitor.OpenAsync("/", "Live");
        return visitor;
    }

    /// <summary>One of each kind, one that is about a daemon that is gone, and one of a kind that nobody knows.</summary>
    private static IEnumerable<JsonObject> Everything()
    {
        var options = new Dictionary<string, JsonObject>
        {
            ["chart"] = new() { ["series"] = new JsonArray(new JsonObject { ["figure"] = "cpuUsage", ["source"] = "*" }, new JsonObject { ["figure"] = "memoryUsage", ["source"] = "daemon-01" }) },
            ["text"] = new() { ["markdown"] = "# On call\n\nAsk **data-team** first.\n\n- [Run book](https://example.com/run-book)\n- `flext restart`" },
            ["runs"] = new() { ["search"] = "status=failed", ["title"] = "What failed" },
            ["clock"] = new() { ["zone"] = "America/Sao_Paulo" },
        };
        var y = 0;
        foreach (var (place, type) in Types.Index())
        {
            yield return OwnDashboard.Widget($"{type}-1", type, (place % 2 * 6, y, 6, 6), options.GetValueOrDefault(type));
            y += place % 2 * 6;
        }

        yield return OwnDashboard.Widget("gone", "figure", (0, y, 3, 3), new JsonObject { ["sources"] = new JsonArray("gone"), ["title"] = "gone" });
        yield return OwnDashboard.Widget("later", "hologram", (3, y, 4, 3));
    }
}
