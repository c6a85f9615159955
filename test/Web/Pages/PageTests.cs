using System.Net;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Web.Tests.Pages;

/// <summary>The documents, and where somebody who is not signed in is sent.</summary>
public sealed class PageTests(SharedHost shared)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_OfTheSignIn_IsItForEverybody()
    {
        using var caller = shared.Host.Caller();

        using var answer = await caller.GetAsync("/login", Cancelled);

        await ShouldBePageAsync(answer, "login");
    }

    [Theory]
    [InlineData("/invitation")]
    [InlineData("/reset")]
    public async Task Get_OfAOneTimeLink_IsItsPageForEverybody(string path)
    {
        using var caller = shared.Host.Caller();

        using var answer = await caller.GetAsync(path, Cancelled);

        await ShouldBePageAsync(answer, "link");
    }

    [Fact]
    public async Task Get_OfAWallScreen_IsItForEverybody()
    {
        using var caller = shared.Host.Caller();

        using var answer = await caller.GetAsync("/display", Cancelled);

        await ShouldBePageAsync(answer, "display");
    }

    [Fact]
    public async Task Get_OfTheSetup_IsItUntilThereIsAnAdministrator_AndThenLeadsToTheSignIn()
    {
        await using var host = await MonitorHost.StartAsync(settings: [("Admin:Email", ""), ("Admin:Password", "")]);
        using var caller = host.Caller();

        using var before = await caller.GetAsync("/setup", Cancelled);
        await host.CreateUserAsync(MonitorHost.AdminEmail, Roles.Admin);
        using var after = await caller.GetAsync("/setup", Cancelled);

        await ShouldBePageAsync(before, "setup");
        after.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        after.Header("Location").ShouldBe("/login?notice=set-up");
        after.Header("Cache-Control").ShouldBe("no-store");
    }

    [Fact]
    public async Task Get_OfTheSignIn_LeadsToTheSetupUntilThereIsAnAdministrator()
    {
        await using var host = await MonitorHost.StartAsync(settings: [("Admin:Email", ""), ("Admin:Password", "")]);
        using var caller = host.Caller();

        using var before = await caller.GetAsync("/login", Cancelled);
        await host.CreateUserAsync(MonitorHost.AdminEmail, Roles.Admin);
        using var after = await caller.GetAsync("/login", Cancelled);

        before.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        before.Header("Location").ShouldBe("/setup");
        before.Header("Cache-Control").ShouldBe("no-store");
        await ShouldBePageAsync(after, "login");
    }

    [Fact]
    public async Task Get_OfTheDashboardSignedIn_IsIt()
    {
        using var browser = await shared.Host.BrowserAsync();

        using var answer = await browser.GetAsync("/", Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Header("Cache-Control").ShouldBe("no-store");
        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldContain("<title>index</title>");
    }

    [Theory]
    [InlineData("GET", "/", "/login?returnUrl=%2F")]
    [InlineData("HEAD", "/", "/login?returnUrl=%2F")]
    [InlineData("GET", "/?source=north", "/login?returnUrl=%2F%3Fsource%3Dnorth")]
    [InlineData("GET", "/index.html/more?a=1&b=2", "/login?returnUrl=%2Findex.html%2Fmore%3Fa%3D1%26b%3D2")]
    [InlineData("GET", "//evil.example/", "/login")]
    [InlineData("GET", "//evil.example/..", "/login")]
    [InlineData("GET", "/%5Cevil.example/", "/login")]
    [InlineData("GET", "/%2Fevil.example/", "/login?returnUrl=%2F%252Fevil.example%2F")]
    public async Task Get_NotSignedIn_LeadsToTheSignIn_AndBackToThisHostOnly(string method, string path, string location)
    {
        using var caller = shared.Host.Caller();
        using var request = new HttpRequestMessage(
            new HttpMethod(method), new Uri(shared.Host.Address + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));

        using var answer = await caller.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Header("Location").ShouldBe(location);
    }

    [Fact]
    public async Task Get_WithAForgedHost_LeadsToNoOtherHost()
    {
        using var caller = shared.Host.Caller();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "evil.example" } };

        using var answer = await caller.SendAsync(request, Cancelled);

        answer.Header("Location").ShouldBe("/login?returnUrl=%2F");
    }

    [Theory]
    [InlineData("POST", "/none")]
    [InlineData("GET", "/api/none")]
    [InlineData("GET", "/API/stats/")]
    [InlineData("GET", "/hubs/dashboard")]
    [InlineData("GET", "/metrics")]
    [InlineData("GET", "/assets/none-1a2b.js")]
    public async Task Any_OfAProgramNotSignedIn_Is401AndNoRedirect(string method, string path)
    {
        using var caller = shared.Host.Caller();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await caller.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Header("Location").ShouldBeNull();
    }

    [Fact]
    public async Task Get_OfWhatThereIsNot_SignedIn_Is404()
    {
        using var browser = await shared.Host.BrowserAsync();

        using var page = await browser.GetAsync("/none", Cancelled);
        using var api = await browser.GetAsync("/api/none", Cancelled);

        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        api.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.ReadAsync())["status"]!.GetValue<int>().ShouldBe(404);
    }

    [Fact]
    public async Task Get_OfAPageThatWasNotBuilt_SaysSo()
    {
        var empty = Directory.CreateTempSubdirectory("no-page-");
        await using var host = await MonitorHost.StartAsync(settings: [("webroot", empty.FullName)]);
        using var caller = host.Caller();

        using var answer = await caller.GetAsync("/login", Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        ((string)(await answer.ReadAsync())["detail"]!).ShouldBe("The page has not been built: 'login.html' is missing from wwwroot. Build src/Web with Node at hand.");
        empty.Delete();
    }

    private static async Task ShouldBePageAsync(HttpResponseMessage answer, string title)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Header("Content-Type").ShouldBe("text/html; charset=utf-8");
        answer.Header("Cache-Control").ShouldBe("no-store");
        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldContain($"<title>{title}</title>");
    }
}
