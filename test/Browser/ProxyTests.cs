using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Contracts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>A proxy between the browser and the host that was not set up for this.</summary>
public sealed class ProxyTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task ProxyThatBuffersAndUpgradesNothing_IsPassedByLongPolling_RememberedAndNamed()
    {
        await StartAsync(Day.Script());
        var proxy = EndAfterVisits(await BufferingProxy.StartAsync(Site.Address));
        var visitor = await ComeToAsync(proxy.Address);
        visitor.Expect(Routes.DashboardHub);
        var negotiations = 0;
        visitor.Page.Request += (_, request) => negotiations += request.Url.Contains("negotiate", StringComparison.Ordinal) ? 1 : 0;
        await visitor.SignInAsync();

        await visitor.OpenAsync("/", "Live");

        var hint = visitor.Banner("no-websockets");
        await Expect(hint).ToContainTextAsync("long polling");
        await hint.Locator("summary").ClickAsync();
        await Expect(hint).ToContainTextAsync("proxy_set_header Upgrade $http_upgrade;");
        negotiations.ShouldBe(3);
        await InspectAsync(visitor, "no-websockets");
        negotiations = 0;
        await visitor.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await SeesAsync(visitor, "Live");
        negotiations.ShouldBe(1, "the transports that failed are remembered");
        await Daemon.StopAsync();
        await SeesAsync(visitor, "Down");
    }

    [Fact]
    public async Task Refusal_OfTheHost_IsShownInItsOwnWords()
    {
        const string Reason = "The origin http://h:80 is not allowed. Allowed are: http://h.";
        await StartAsync(Day.Script());
        var visitor = await ComeAsync();
        visitor.Expect("403");
        await visitor.SignInAsync();
        await HeadStart.TakeAwayAsync(visitor);
        await visitor.Page.RouteAsync("**/negotiate**", route => route.FulfillAsync(new()
        {
            Status = 403,
            ContentType = "application/problem+json",
            Body = $$"""{"title":"Foreign origin","status":403,"code":"origin-not-allowed","detail":"{{Reason}}"}""",
        }));

        await visitor.OpenAsync();

        await Expect(visitor.Banner("forbidden")).ToContainTextAsync(Reason);
        await Expect(visitor.Banner("forbidden")).Not.ToContainTextAsync("Ask an administrator");
    }
}
