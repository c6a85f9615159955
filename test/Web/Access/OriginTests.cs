using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>What a foreign page has a browser do is refused: changes that a cookie would carry, and connecting to the hub.</summary>
public sealed class OriginTests(SharedHost shared)
{
    private const string Own = "own";
    private const string Allowed = "https://wall.example";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(Own, null, true)]
    [InlineData(Own, "same-origin", true)]
    [InlineData(null, "same-origin", true)]
    [InlineData("https://evil.example", null, false)]
    [InlineData("https://evil.example", "cross-site", false)]
    [InlineData("null", null, false)]
    [InlineData(Own + ".evil.example", null, false)]
    [InlineData(Own, "same-site", false)]
    [InlineData(Own, "cross-site", false)]
    [InlineData(Own, "none", false)]
    [InlineData(null, "same-site", false)]
    [InlineData(null, "none", false)]
    [InlineData(Allowed, null, false)]
    public async Task Change_WithACookie_NeedsThisHostsOwnPage(string? origin, string? site, bool let)
    {
        using var caller = await WithCookieAsync();
        using var request = From(HttpMethod.Post, Routes.Logout, origin, site);

        using var answer = await caller.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(let ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden);
        (await caller.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(let ? HttpStatusCode.Unauthorized : HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("https://evil.example", "cross-site")]
    public async Task Change_WithABearerToken_NeedsNoOrigin(string? origin, string? site)
    {
        using var service = await shared.Host.ServiceAsync();
        using var request = From(HttpMethod.Post, Routes.Logout, origin, site);

        using var answer = await service.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Change_WithABearerTokenThatIsNoneBesideACookie_IsNotCarriedByTheCookie()
    {
        using var caller = await WithCookieAsync();
        using var request = From(HttpMethod.Post, Routes.Logout, null, null);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "nonsense");

        using var answer = await caller.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.NoContent)]
    [InlineData(Own, "same-origin", HttpStatusCode.NoContent)]
    [InlineData("https://evil.example", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("https://evil.example", null, HttpStatusCode.Forbidden)]
    [InlineData(null, "cross-site", HttpStatusCode.Forbidden)]
    public async Task Login_OfAForeignPage_SignsNobodyIn(string? origin, string? site, HttpStatusCode status)
    {
        using var caller = shared.Host.Caller();
        using var request = From(HttpMethod.Post, $"{Routes.Login}?useCookies=true", origin, site);
        request.Content = JsonContent.Create(new { email = MonitorHost.AdminEmail, password = MonitorHost.Password });

        using var answer = await caller.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(status);
        (answer.Header("Set-Cookie") is null).ShouldBe(status == HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("https://evil.example", "cross-site")]
    [InlineData(null, null)]
    public async Task Read_WithACookie_NeedsNoOrigin_AndForeignPagesMayNotSeeIt(string? origin, string? site)
    {
        using var caller = await WithCookieAsync();
        using var request = From(HttpMethod.Get, Routes.Me, origin, site);

        using var answer = await caller.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Header("Access-Control-Allow-Origin").ShouldBeNull();
    }

    [Theory]
    [InlineData(null, HttpStatusCode.OK)]
    [InlineData(Own, HttpStatusCode.OK)]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData(Allowed, HttpStatusCode.Forbidden)]
    public async Task Negotiate_WithACookie_IsForThisHostsPages(string? origin, HttpStatusCode status)
    {
        using var caller = await WithCookieAsync();
        using var request = From(HttpMethod.Post, $"{Routes.DashboardHub}/negotiate?negotiateVersion=1", origin, null);

        using var answer = await caller.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task WebSocket_OfAForeignPage_IsRefusedInWordsThatNameTheSetting()
    {
        using var caller = await WithCookieAsync();
        using var request = From(HttpMethod.Get, Routes.DashboardHub, "https://evil.example", "cross-site");
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");

        using var answer = await caller.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        ((string)(await answer.ReadAsync())["detail"]!).ShouldBe(
            $"Pages of 'https://evil.example' may not connect to this hub, which was reached as '{shared.Host.Address}'. An administrator can allow them with the setting Hub:AllowedOrigins.");
    }

    [Theory]
    [InlineData("h:80", "http://h", true)]
    [InlineData("h", "http://h:80", true)]
    [InlineData("H.Example:80", "http://h.example", true)]
    [InlineData("[::1]:80", "http://[::1]", true)]
    [InlineData("[0:0::1]", "http://[::1]", true)]
    [InlineData("h.example.", "http://h.example", true)]
    [InlineData("h.example", "http://h.example.:80", true)]
    [InlineData("h:80", "http://h:81", false)]
    [InlineData("h:80", "https://h", false)]
    [InlineData("h", "http://h.evil.example", false)]
    [InlineData("h", "h", false)]
    [InlineData("h", "http://h/", false)]
    [InlineData("h", "http://someone@h", false)]
    public async Task Negotiate_OriginOfTheSameHostInAnotherSpelling_IsThisHosts(string host, string origin, bool isOwn)
    {
        using var caller = await shared.Host.ServiceAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Routes.DashboardHub}/negotiate?negotiateVersion=1");
        request.Headers.Host = host;
        request.Headers.TryAddWithoutValidation("Origin", origin);

        using var answer = await caller.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(isOwn ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Negotiate_BrowserSaysSameOrigin_NeedsNoEqualHost()
    {
        using var caller = await WithCookieAsync();
        using var request = From(HttpMethod.Post, $"{Routes.DashboardHub}/negotiate?negotiateVersion=1", "https://behind.a.proxy.example", "same-origin");

        using var answer = await caller.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Negotiate_BehindAProxyThatTerminatesTls_SaysWhatTheProxyHasToSend()
    {
        using var caller = await shared.Host.ServiceAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Routes.DashboardHub}/negotiate?negotiateVersion=1");
        request.Headers.Host = "monitor.example";
        request.Headers.Add("Origin", "https://monitor.example");

        using var answer = await caller.SendAsync(request, Cancelled);

        var problem = await answer.ReadAsync();
        ((string)problem["code"]!).ShouldBe("origin-not-allowed");
        ((string)problem["detail"]!).ShouldContain("X-Forwarded-Proto");
    }

    [Fact]
    public async Task Negotiate_BehindAProxyThatChangesTheHost_SaysWhatTheProxyHasToKeep()
    {
        using var caller = await shared.Host.ServiceAsync();
        using var request = From(HttpMethod.Post, $"{Routes.DashboardHub}/negotiate?negotiateVersion=1", "http://monitor.example:8080", null);

        using var answer = await caller.SendAsync(request, Cancelled);

        ((string)(await answer.ReadAsync())["detail"]!).ShouldEndWith("let the proxy keep the Host header with its port.");
    }

    [Theory]
    [InlineData("https://127.0.0.1:8443")]
    [InlineData("http://evil.example")]
    public async Task Negotiate_BrowserSaysAnotherOrigin_BlamesNoProxy(string origin)
    {
        using var caller = await shared.Host.ServiceAsync();
        using var request = From(HttpMethod.Post, $"{Routes.DashboardHub}/negotiate?negotiateVersion=1", origin, "cross-site");

        using var answer = await caller.SendAsync(request, Cancelled);

        ((string)(await answer.ReadAsync())["detail"]!).ShouldNotContain("proxy");
    }

    [Fact]
    public async Task WebSocket_OfThisHostsPage_Opens()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", await shared.Host.CookieAsync());
        socket.Options.SetRequestHeader("Origin", shared.Host.Address);

        await socket.ConnectAsync(new Uri($"{shared.Host.Address.Replace("http", "ws", StringComparison.Ordinal)}{Routes.DashboardHub}"), Cancelled);

        socket.State.ShouldBe(WebSocketState.Open);
    }

    private HttpRequestMessage From(HttpMethod method, string path, string? origin, string? site)
    {
        var request = new HttpRequestMessage(method, path);
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin.StartsWith(Own, StringComparison.Ordinal) ? shared.Host.Address + origin[Own.Length..] : origin);
        }

        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        return request;
    }

    private async Task<HttpClient> WithCookieAsync()
    {
        var caller = shared.Host.Caller();
        caller.DefaultRequestHeaders.Add("Cookie", await shared.Host.CookieAsync());
        return caller;
    }
}
