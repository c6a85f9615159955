using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Testing;
using Microsoft.Playwright;

namespace FlextMonitor.Browser.Tests;

/// <summary>README's JavaScript in a real page of another origin.</summary>
public sealed class ForeignPageTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Sample_OnAPageOfAnAllowedOrigin_SignsInAndWatches()
    {
        var page = EndAfterVisits(await ForeignPage.StartAsync());
        await StartAsync(Day.Script(isTroubled: false), ("Hub:AllowedOrigins:0", page.Origin));
        page.Watch(Site.Address, MonitorSite.Email, MonitorSite.Password);
        var visitor = await ComeToAsync(page.Origin);

        await SaysAsync(visitor, "default is live");
    }

    [Fact]
    public async Task Sample_OnAPageOfAnotherOrigin_IsNotLetIn()
    {
        var page = EndAfterVisits(await ForeignPage.StartAsync());
        await StartAsync(Day.Script(isTroubled: false));
        page.Watch(Site.Address, MonitorSite.Email, MonitorSite.Password);
        var visitor = await ComeToAsync(page.Origin);
        visitor.Expect("blocked by CORS policy");
        visitor.Expect("net::ERR_FAILED");

        await SaysAsync(visitor, $"not connected: {Site.Address}: Failed to fetch");
    }

    private static Task<IConsoleMessage> SaysAsync(Visitor visitor, string line) =>
        visitor.Page.RunAndWaitForConsoleMessageAsync(() => visitor.OpenAsync(), new() { Predicate = message => message.Text == line }).DefaultTimeout();
}
