using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>Browsers send a cookie to every port of a host: two monitors there must not take each other's.</summary>
public sealed class SessionCookieTests(SharedHost shared)
{
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
    public async Task Session_UnderTheNameWithoutPort_GoesOnUntilItIsEnded()
    {
        using var browser = shared.Host.Caller();
        browser.DefaultRequestHeaders.Add("Origin", shared.Host.Address);
        var value = (await shared.Host.CookieAsync()).Split('=', 2)[1];
        browser.DefaultRequestHeaders.Add("Cookie", $"flextmonitor={value}");

        (await browser.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var logout = await browser.PostAsync(Routes.Logout, null, Cancelled);

        logout.Header("Set-Cookie")!.ShouldStartWith("flextmonitor=; expires=Thu, 01 Jan 1970");
        (await browser.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
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
