using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Contracts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>The whole page where a proxy serves the monitor below a path, which it passes on or strips.</summary>
public sealed class PathBaseTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Page_BelowAPath_SignsInWatchesAndSignsOutThere()
    {
        await StartAsync(Day.Script(isTroubled: false), ("PathBase", "/monitor"));
        var visitor = await ComeAsync();

        await SignInAtAsync(visitor, "/monitor/?source=default");
        await SeesAsync(visitor, "Live");
        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/monitor/?source=default");

        await visitor.Page.GetByLabel("Settings and account").ClickAsync();
        await visitor.Page.Locator("a[href='/monitor/connections']").ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/monitor/connections");
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(1);

        await visitor.Page.GetByLabel("Settings and account").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/monitor/login");
    }

    [Fact]
    public async Task Page_BehindAProxyThatStripsThePath_SignsInAndWatchesThere()
    {
        await StartAsync(Day.Script(isTroubled: false), ("PathBase", "/monitor"));
        var proxy = EndAfterVisits(await BufferingProxy.StartAsync(Site.Address, "/monitor"));
        var visitor = await ComeToAsync(proxy.Address);
        visitor.Expect(Routes.DashboardHub);

        await SignInAtAsync(visitor, "/monitor/connections");
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(visitor.Page).ToHaveURLAsync($"{proxy.Address}/monitor/connections");

        await visitor.Page.GotoAsync("/monitor");
        await SeesAsync(visitor, "Live");
        await Expect(visitor.Page).ToHaveURLAsync($"{proxy.Address}/monitor/");
        await Daemon.StopAsync();
        await SeesAsync(visitor, "Down");
    }

    private static async Task SignInAtAsync(Visitor visitor, string address)
    {
        await visitor.OpenAsync(address);
        await visitor.Page.GetByLabel("E-mail").FillAsync(MonitorSite.Email);
        await visitor.Page.GetByLabel("Password").First.FillAsync(MonitorSite.Password);
        await visitor.Page.Keyboard.PressAsync("Enter");
    }
}
