using System.Net;

namespace FlextMonitor.Web.Tests.Pages;

/// <summary>The page of who is connected, which is for administrators.</summary>
public sealed class ConnectionsPageTests
{
    private const string Path = "/connections";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_OfAnAdministrator_IsThePage()
    {
        await using var host = await StartAsync();
        using var browser = await host.BrowserAsync();

        using var answer = await browser.GetAsync(Path, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Header("Cache-Control").ShouldBe("no-store");
        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldBe("<!doctype html><title>connections</title>");
    }

    [Theory]
    [InlineData("viewer")]
    [InlineData("operator")]
    public async Task Get_OfSomebodyElse_Is403AndSaysWhy(string role)
    {
        await using var host = await StartAsync();
        using var browser = await host.BrowserAsync(await host.CreateUserAsync("bob@example.com", role));

        using var answer = await browser.GetAsync(Path, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        answer.Header("Content-Type").ShouldBe("text/plain; charset=utf-8");
        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldStartWith("This page is for administrators.");
    }

    [Fact]
    public async Task Get_NotSignedIn_LeadsToTheSignIn()
    {
        await using var host = await StartAsync();
        using var caller = host.Caller();

        using var answer = await caller.GetAsync(Path, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Header("Location").ShouldBe("/login?returnUrl=%2Fconnections");
    }

    private static async Task<MonitorHost> StartAsync()
    {
        var host = await MonitorHost.StartAsync();
        await File.WriteAllTextAsync(
            System.IO.Path.Combine(System.IO.Path.GetDirectoryName(host.DataDirectory)!, "wwwroot", "connections.html"), "<!doctype html><title>connections</title>", Cancelled);
        return host;
    }
}
