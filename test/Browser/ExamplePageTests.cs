using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace FlextMonitor.Browser.Tests;

/// <summary>The bare page of <c>examples/browser</c>, served from an origin of its own.</summary>
public sealed class ExamplePageTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Page_WithAToken_ShowsEachDaemonLive()
    {
        var host = EndAfterVisits(await ServeAsync());
        await StartAsync(new DaemonScript(), ("Hub:AllowedOrigins:0", host.Urls.Single()));
        var (_, token) = await Site.CreateTokenAsync();
        var visitor = await ComeToAsync(host.Urls.Single());
        await visitor.Page.GotoAsync("/");

        await visitor.Page.FillAsync("#url", Site.Address);
        await visitor.Page.FillAsync("#token", token);
        await visitor.Page.ClickAsync("button");

        await Cell(visitor, "live").WaitForAsync();
        await Daemon.StopAsync();
        await Cell(visitor, "down").WaitForAsync();
    }

    private static ILocator Cell(Visitor visitor, string text) => visitor.Page.GetByRole(AriaRole.Cell, new() { Name = text, Exact = true });

    private static async Task<WebApplication> ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = builder.Build();
        host.MapGet("/", () => Results.File(Repository.PathOf("examples", "browser", "index.html"), "text/html"));
        host.MapGet("/favicon.ico", () => Results.NoContent());
        await host.StartAsync();
        return host;
    }
}
