using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>Forwarded headers are believed of the proxies that the settings name, and of nobody else.</summary>
public sealed class ProxyTests
{
    private const int FailuresByAddress = 30;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Proxies:Known:0", "10.9.9.9")]
    [InlineData("Proxies:Known:0", "10.9.0.0/16")]
    [InlineData("Logs:Level", "Fatal")]
    public async Task Login_WithForwardedAddressesThatNobodyVouchesFor_CountsAsOneAddress(string key, string value)
    {
        await using var host = await MonitorHost.StartAsync(settings: [(key, value)]);
        using var caller = host.Caller();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < FailuresByAddress + 10; i++)
        {
            using var answer = await LoginAsync(caller, $"nobody{i}@example.com", $"192.0.2.{i + 1}");
            answers.Add(answer.StatusCode);
        }

        answers.Take(FailuresByAddress).ShouldAllBe(status => status == HttpStatusCode.Unauthorized);
        answers.Skip(FailuresByAddress).ShouldAllBe(status => status == HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("Proxies:Known:0", "127.0.0.1")]
    [InlineData("Proxies:Known:0", "127.0.0.0/8")]
    [InlineData("ForwardedHeaders_Enabled", "true")]
    public async Task Request_ThroughAKnownProxy_HasTheCallersSchemeAndAddress(string key, string value)
    {
        await using var host = await MonitorHost.StartAsync(settings: [(key, value)]);
        using var caller = host.Caller();
        using var request = Login(MonitorHost.AdminEmail, MonitorHost.Password, "192.0.2.1", useCookies: true);
        request.Headers.Add("X-Forwarded-Proto", "https");

        using var answer = await caller.SendAsync(request, Cancelled);

        answer.SessionCookie().ShouldContain("secure");
        answer.SessionCookie().ShouldStartWith("__Host-");
    }

    [Fact]
    public async Task Request_WithTheFrameworksSetting_BelievesNobodyFromAnotherMachine()
    {
        await using var host = await MonitorHost.StartAsync(settings: [("ForwardedHeaders_Enabled", "true"), ("Proxies:Known:0", "10.9.9.9")]);
        using var caller = host.Caller();
        using var request = Login(MonitorHost.AdminEmail, MonitorHost.Password, "192.0.2.1, 203.0.113.9", useCookies: false);

        using var answer = await caller.SendAsync(request, Cancelled);

        // The proxy on this machine is believed, and what it was told by 203.0.113.9 is not.
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var administrator = await host.ServiceAsync();
        (await administrator.GetStringAsync(Routes.Sessions, Cancelled)).ShouldContain("203.0.113.9");
    }

    [Fact]
    public async Task Hub_ThroughAProxyThatIsNotConfigured_NamesItAndTheSetting()
    {
        await using var host = await MonitorHost.StartAsync();
        using var caller = await host.ServiceAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Routes.DashboardHub}/negotiate?negotiateVersion=1");
        request.Headers.Host = "monitor.example";
        request.Headers.Add("Origin", "https://monitor.example");
        request.Headers.Add("X-Forwarded-Proto", "https");

        using var answer = await caller.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        ((string)(await answer.ReadAsync())["detail"]!).ShouldEndWith(
            "The request came through a proxy at 127.0.0.1, which is not configured, so that its X-Forwarded headers are not believed. If it is yours, set Proxies:Known:0=127.0.0.1.");
    }

    private static Task<HttpResponseMessage> LoginAsync(HttpClient caller, string email, string forwardedFor) =>
        caller.SendAsync(Login(email, "wrong horse battery", forwardedFor, useCookies: false), Cancelled);

    private static HttpRequestMessage Login(string email, string password, string forwardedFor, bool useCookies)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, useCookies ? $"{Routes.Login}?useCookies=true" : Routes.Login) { Content = JsonContent.Create(new { email, password }) };
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        return request;
    }
}
