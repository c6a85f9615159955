using FlextMonitor.Browser.Tests.Kit;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>Figures stand before the page is connected, and never look newer than they are.</summary>
public sealed class FirstFigureTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Hub = "**/hubs/dashboard**";

    [Theory]
    [InlineData("/")]
    [InlineData("/?source=default")]
    public async Task Figures_StandWhileTheHubSaysNothing_AndGrowOld(string path)
    {
        var visitor = await ComeToAHeldHubAsync();

        await visitor.OpenAsync(path, "Live");

        await Expect(visitor.Tile("CPU").Locator(".tile-figure")).ToContainTextAsync("%");
        await Expect(visitor.Page.Locator(".verdict")).ToContainTextAsync("2 pipelines need you");
        await Expect(visitor.Page.Locator(".hub")).ToHaveTextAsync("Connecting");
        await SeesAsync(visitor, "Stale");
        await Expect(visitor.Page.Locator(".tile.is-dim")).ToHaveCountAsync(6);
        await Expect(visitor.Page.Locator(".verdict")).ToContainTextAsync("last known");
        await InspectAsync(visitor, "first-figure-stale");
    }

    [Fact]
    public async Task Wall_ShowsFiguresWhileTheHubSaysNothing()
    {
        var visitor = await ComeToAHeldHubAsync();

        await visitor.OpenAsync("/?kiosk");

        await Expect(visitor.Page.Locator(".verdict")).ToContainTextAsync("2 pipelines need you");
    }

    [Fact]
    public async Task Figures_OfTheDocumentAreReplacedByThoseOfTheHub()
    {
        await StartAsync(Day.Script());
        await VisitAsync();
        var visitor = await ComeAsync();
        await visitor.SignInAsync();
        var negotiations = 0;
        visitor.Page.Request += (_, request) => negotiations += request.Url.Contains("negotiate", StringComparison.Ordinal) ? 1 : 0;

        await visitor.OpenAsync("/", "Live");

        await Expect(visitor.Page.Locator(".hub")).ToHaveTextAsync("Connected");
        (await visitor.Page.Locator("#state").CountAsync()).ShouldBe(0, "nothing reads it later");
        negotiations.ShouldBe(0, "the document's own connection carries the page");
        await Daemon.StopAsync();
        await SeesAsync(visitor, "Down");
    }

    /// <summary>A visitor to a host that has heard its daemon, whose hub takes connections and says nothing.</summary>
    private async Task<Visitor> ComeToAHeldHubAsync()
    {
        await StartAsync(Day.Script());
        await VisitAsync();
        var visitor = await ComeAsync();
        await visitor.SignInAsync();

        // Without a connection to the server the test's own end is silent.
        await visitor.Page.RouteWebSocketAsync(Hub, _ => { });
        return visitor;
    }
}
