using System.Net;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Tests.Pages;

/// <summary>What a browser gets at the addresses of the application's pages, and at those that are none.</summary>
public sealed class PageNavigationTests(SharedHost shared)
{
    private const string Html = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private const string Application = "<title>index</title>";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/connections", Html)]
    [InlineData("GET", "/connections", "")]
    [InlineData("GET", "/at/depth?a=1", Html)]
    [InlineData("HEAD", "/connections", Html)]
    [InlineData("GET", "/things/north/a%2Fb%20c?from=1", Html)]
    public async Task Get_OfAPage_IsTheApplication(string method, string path, string accepts)
    {
        using var browser = await shared.Host.BrowserAsync();

        using var answer = await SendAsync(browser, method, path, accepts);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Header("Content-Type").ShouldBe("text/html; charset=utf-8");
        answer.Header("Cache-Control").ShouldBe("no-store");
        answer.Header("Content-Length").ShouldNotBeNull();
        (await answer.Content.ReadAsStringAsync(Cancelled)).Contains(Application, StringComparison.Ordinal).ShouldBe(method == "GET");
    }

    [Theory]
    [InlineData("/connections", 0)]
    [InlineData("/things/north/orders", 1)]
    public async Task Get_OfAPage_NamesTheScriptsThatItNeeds(string path, int links)
    {
        using var browser = await shared.Host.BrowserAsync();

        using var answer = await SendAsync(browser, "GET", path, Html);

        var html = await answer.Content.ReadAsStringAsync(Cancelled);
        html.Split("modulepreload").Length.ShouldBe(links + 1);
        html.Contains($"<link rel=\"modulepreload\" crossorigin href=\"/{WebRoot.ScriptOfThings}\"></head>", StringComparison.Ordinal).ShouldBe(links == 1);
    }

    [Theory]
    [InlineData("viewer")]
    [InlineData("operator")]
    public async Task Get_OfAPageForAdministrators_BySomebodyElse_IsTheApplicationWhichSaysSo_AndTheApiRefuses(string role)
    {
        await using var host = await MonitorHost.StartAsync();
        using var browser = await host.BrowserAsync(await host.CreateUserAsync("bob@example.com", role));

        using var page = await SendAsync(browser, "GET", "/connections", Html);
        using var api = await browser.GetAsync("/api/connections", Cancelled);

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync(Cancelled)).ShouldContain(Application);
        api.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("GET", "/nowhere")]
    [InlineData("GET", "/nowhere/at/all?a=1")]
    [InlineData("GET", "/favicon.ico")]
    [InlineData("HEAD", "/nowhere")]
    public async Task Get_OfAnUnknownAddress_ByABrowser_Is404AndTheApplicationWhichSaysSo(string method, string path)
    {
        using var browser = await shared.Host.BrowserAsync();

        using var answer = await SendAsync(browser, method, path, Html);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Header("Content-Type").ShouldBe("text/html; charset=utf-8");
        answer.Header("Cache-Control").ShouldBe("no-store");
        answer.Header("Content-Security-Policy").ShouldNotBeNull();
        (await answer.Content.ReadAsStringAsync(Cancelled)).Contains(Application, StringComparison.Ordinal).ShouldBe(method == "GET");
    }

    [Theory]
    [InlineData("GET", "/nowhere", "")]
    [InlineData("GET", "/nowhere", "*/*")]
    [InlineData("GET", "/nowhere", "image/png,*/*;q=0.8")]
    [InlineData("GET", "/nowhere", "text/html;q=0")]
    [InlineData("POST", "/nowhere", Html)]
    [InlineData("GET", "/api/nowhere", Html)]
    [InlineData("GET", "/API/nowhere", Html)]
    [InlineData("GET", "/hubs/nowhere", Html)]
    [InlineData("GET", "/health/nowhere", Html)]
    [InlineData("GET", "/openapi/nowhere", Html)]
    [InlineData("GET", "/assets/none.js", Html)]
    public async Task Any_OfAnUnknownAddress_ThatIsNoNavigation_Is404WithoutThePage(string method, string path, string accepts)
    {
        using var browser = await shared.Host.BrowserAsync();

        using var answer = await SendAsync(browser, method, path, accepts);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldNotContain(Application);
    }

    [Fact]
    public async Task Get_OfAnEndpointOfAnotherMethod_IsStill405()
    {
        using var browser = await shared.Host.BrowserAsync();

        using var answer = await SendAsync(browser, "GET", Routes.Refresh, Html);

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("/connections", "/login?returnUrl=%2Fconnections")]
    [InlineData("/connections/", "/login?returnUrl=%2Fconnections%2F")]
    [InlineData("/nowhere", "/login?returnUrl=%2Fnowhere")]
    [InlineData("//evil.example/", "/login")]
    public async Task Get_NotSignedIn_LeadsToTheSignIn(string path, string location)
    {
        using var caller = shared.Host.Caller();

        using var answer = await SendAsync(caller, "GET", path, Html);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Header("Location").ShouldBe(location);
    }

    [Theory]
    [InlineData("GET", "/login/", "/login")]
    [InlineData("HEAD", "/login/?returnUrl=%2F", "/login?returnUrl=%2F")]
    [InlineData("GET", "/connections/", "/connections")]
    [InlineData("HEAD", "/connections/", "/connections")]
    [InlineData("GET", "/at/depth/?a=1&b=%20", "/at/depth?a=1&b=%20")]
    [InlineData("GET", "/nowhere//", "/nowhere")]
    [InlineData("GET", "//evil.example/", "/evil.example")]
    [InlineData("GET", "/%5Cevil.example/", "/%5Cevil.example")]
    [InlineData("GET", "//", "/")]
    [InlineData("GET", "/Login", "/login")]
    [InlineData("HEAD", "/LOGIN/?returnUrl=%2FA", "/login?returnUrl=%2FA")]
    [InlineData("GET", "/Connections", "/connections")]
    [InlineData("GET", "/CONNECTIONS//?a=B", "/connections?a=B")]
    [InlineData("GET", "/At/Depth", "/at/depth")]
    [InlineData("GET", "/Things/North/Orders/", "/things/North/Orders")]
    public async Task Get_InAnotherSpelling_LeadsToTheOneAddress_OnThisHost(string method, string path, string location)
    {
        using var browser = await shared.Host.BrowserAsync();

        using var answer = await SendAsync(browser, method, path, Html);

        answer.StatusCode.ShouldBe(HttpStatusCode.PermanentRedirect);
        answer.Header("Location").ShouldBe(location);
        answer.Header("Cache-Control").ShouldBe("no-store");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path, string accepts)
    {
        var address = new Uri((client.BaseAddress?.GetLeftPart(UriPartial.Authority) ?? shared.Host.Address) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        request.Headers.TryAddWithoutValidation("Accept", accepts);
        return await client.SendAsync(request, Cancelled);
    }
}
