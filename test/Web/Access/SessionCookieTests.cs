using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>Browsers send a cookie to every port of a host: two monitors there must not take each other's.</summary>
public sealed class SessionCookieTests(SharedHost shared)
{
    private const string FormerName = "flextmonitor";

    private string OwnName => $"{FormerName}-{new Uri(shared.Host.Address).Port}";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoMonitors_OfOneHost_KeepTheirOwnSessions()
    {
        await using var second = await MonitorHost.StartAsync();
        var browser = new CookieContainer();
        using var toFirst = Browser(shared.Host, browser);
        using var toSecond = Browser(second, browser);

        await SignInAsync(toFirst);
        await SignInAsync(toSecond);

        (await toFirst.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await toSecond.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await toSecond.PostAsync(Routes.Logout, null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await toFirst.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await toSecond.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task TwoMonitors_OneBelowThePathOfTheOther_KeepTheirOwnSessions()
    {
        await using var below = await MonitorHost.StartAsync(settings: [("PathBase", "/monitor")]);
        using var toFirst = shared.Host.Caller();
        using var toBelow = below.Caller();
        var (outer, inner) = (await SessionAsync(toFirst, "monitor.example"), await SessionAsync(toBelow, "monitor.example"));

        // As browsers send them to the lower of the two: the longer path first.
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/monitor{Routes.Me}") { Headers = { Host = "monitor.example" } };
        request.Headers.Add("Cookie", $"{inner}; {outer}");
        using var answer = await toBelow.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Session_UnderTheFormerName_GoesOnUnderItsOwn()
    {
        var session = await FormerSessionAsync();
        var browser = new CookieContainer();
        using var caller = Browser(shared.Host, browser);
        browser.Add(new Uri(shared.Host.Address), new Cookie(FormerName, session));

        (await caller.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);

        browser.GetAllCookies().Where(cookie => !cookie.Expired && !cookie.Name.Contains("device", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            cookie => cookie.Name.ShouldBe(OwnName),
            cookie => cookie.Value.ShouldBe(session),
            cookie => cookie.HttpOnly.ShouldBeTrue(),
            cookie => cookie.Expires.ShouldBeGreaterThan(TimeProvider.System.GetLocalNow().AddDays(13).DateTime));
        (await caller.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Logout_UnderTheFormerName_LeavesNoCookie()
    {
        var browser = new CookieContainer();
        using var caller = Browser(shared.Host, browser);
        browser.Add(new Uri(shared.Host.Address), new Cookie(FormerName, await FormerSessionAsync()));

        (await caller.PostAsync(Routes.Logout, null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        browser.GetAllCookies().ShouldAllBe(cookie => cookie.Expired);
    }

    [Fact]
    public async Task Login_BesideASessionUnderTheFormerName_ReplacesIt()
    {
        var former = await FormerSessionAsync();
        var browser = new CookieContainer();
        using var caller = Browser(shared.Host, browser);
        browser.Add(new Uri(shared.Host.Address), new Cookie(FormerName, former));

        await SignInAsync(caller);

        browser.GetAllCookies().Where(cookie => !cookie.Expired && !cookie.Name.Contains("device", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            cookie => cookie.Name.ShouldBe(OwnName),
            cookie => cookie.Value.ShouldNotBe(former));
        (await caller.PostAsync(Routes.Logout, null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await caller.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task CookieOfAnotherMonitor_UnderTheFormerName_IsLeftAlone()
    {
        using var caller = shared.Host.Caller();
        caller.DefaultRequestHeaders.Add("Cookie", $"{FormerName}=of-another-monitor");

        using var answer = await caller.GetAsync(Routes.Me, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Header("Set-Cookie").ShouldBeNull();
    }

    private async Task<string> FormerSessionAsync() => (await shared.Host.CookieAsync()).Split('=', 2)[1];

    /// <summary>The cookie, as a browser sends it back, of somebody who signs in at the default port of a host.</summary>
    private static async Task<string> SessionAsync(HttpClient caller, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Routes.Login}?useCookies=true") { Headers = { Host = host } };
        request.Content = JsonContent.Create(new { email = MonitorHost.AdminEmail, password = MonitorHost.Password });
        using var answer = await caller.SendAsync(request, Cancelled);
        return answer.Header("Set-Cookie")!.Split(';')[0];
    }

    private static HttpClient Browser(MonitorHost host, CookieContainer cookies)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = new Uri(host.Address) };
        client.DefaultRequestHeaders.Add("Origin", host.Address);
        return client;
    }

    private static async Task SignInAsync(HttpClient browser)
    {
        using var answer = await browser.PostAsJsonAsync($"{Routes.Login}?useCookies=true", new { email = MonitorHost.AdminEmail, password = MonitorHost.Password }, Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }
}
