using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Tests.Pages;

/// <summary>A monitor that a proxy serves below a path: one that passes the path on, and one that strips it.</summary>
public sealed class PathBaseTests(PathBaseTests.ProxiedHost proxied) : IClassFixture<PathBaseTests.ProxiedHost>
{
    private const string Page = "<!doctype html><html data-path-base=\"\"><script src=\"./assets/app-1a2b.js\"></script>";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private MonitorHost Host => proxied.Host;

    [Theory]
    [InlineData("/monitor/login")]
    [InlineData("/login")]
    public async Task Get_OfAPage_NamesThePathToIt(string address)
    {
        using var caller = Host.Caller();

        using var answer = await caller.GetAsync(address, Cancelled);

        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldBe(
            "<!doctype html><html data-path-base=\"/monitor\"><script src=\"/monitor/assets/app-1a2b.js\"></script>");
    }

    [Theory]
    [InlineData("/monitor?source=north", HttpStatusCode.PermanentRedirect, "/monitor/?source=north")]
    [InlineData("/monitor/", HttpStatusCode.Redirect, "/monitor/login?returnUrl=%2Fmonitor%2F")]
    [InlineData("/", HttpStatusCode.Redirect, "/monitor/login?returnUrl=%2Fmonitor%2F")]
    [InlineData("/monitor/connections", HttpStatusCode.Redirect, "/monitor/login?returnUrl=%2Fmonitor%2Fconnections")]
    [InlineData("/monitor/login/", HttpStatusCode.PermanentRedirect, "/monitor/login")]
    [InlineData("/monitor/Login?returnUrl=%2Fmonitor%2F", HttpStatusCode.PermanentRedirect, "/monitor/login?returnUrl=%2Fmonitor%2F")]
    [InlineData("/login/", HttpStatusCode.PermanentRedirect, "/monitor/login")]
    [InlineData("/monitor/setup", HttpStatusCode.Redirect, "/monitor/login?notice=set-up")]
    public async Task Get_Redirected_StaysBelowThePath(string address, HttpStatusCode status, string location)
    {
        using var caller = Host.Caller();

        using var answer = await caller.GetAsync(address, Cancelled);

        answer.StatusCode.ShouldBe(status);
        (answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.PathAndQuery : answer.Headers.Location.OriginalString).ShouldBe(location);
    }

    [Fact]
    public async Task Login_WithCookies_SetsOneForThePathAlone()
    {
        using var caller = Host.Caller();

        using var answer = await caller.PostAsJsonAsync(
            $"/monitor{Routes.Login}?useCookies=true", new { email = MonitorHost.AdminEmail, password = MonitorHost.Password }, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answer.Header("Set-Cookie")!.ShouldStartWith($"flextmonitor-{new Uri(Host.Address).Port}~monitor=");
        answer.SessionCookie().Split("; ").ShouldContain("path=/monitor");
    }

    [Theory]
    [InlineData("/monitor/assets/app-1a2b.js")]
    [InlineData("/monitor/health/live")]
    [InlineData("/health/live")]
    [InlineData("/monitor/openapi/v1.json")]
    public async Task Get_OfWhatNeedsNoSignIn_IsAnsweredThere(string address)
    {
        using var caller = Host.Caller();

        using var answer = await caller.GetAsync(address, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/monitors/health/live")]
    [InlineData("/Monitor/health/live")]
    public async Task Get_OfAnotherPath_IsNotTakenForIt(string address)
    {
        using var caller = Host.Caller();

        using var answer = await caller.GetAsync(address, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    /// <summary>One host for all these tests, with the setting.</summary>
    public sealed class ProxiedHost : IAsyncLifetime
    {
        private MonitorHost? _host;

        public MonitorHost Host => _host ?? throw new InvalidOperationException("The host has not been started.");

        public async ValueTask InitializeAsync()
        {
            _host = await MonitorHost.StartAsync(settings: [("PathBase", "/monitor")]);
            await File.WriteAllTextAsync(Path.Combine(Host.PageFolder, "login.html"), Page);
        }

        public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
