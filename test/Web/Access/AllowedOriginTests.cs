using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>Pages of the origins in <c>Hub:AllowedOrigins</c> may make the requests that a service makes, and no others.</summary>
public sealed partial class AllowedOriginTests(AllowedOriginTests.WallHost wall) : IClassFixture<AllowedOriginTests.WallHost>
{
    private const string Allowed = "https://wall.example";
    private const string Other = $"{Allowed}.evil.example";
    private const string Negotiate = $"{Routes.DashboardHub}/negotiate?negotiateVersion=1";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Negotiate, "POST", "x-requested-with,x-signalr-user-agent,authorization", true)]
    [InlineData(Routes.Login, "POST", "content-type", false)]
    [InlineData(Routes.Refresh, "POST", "content-type", false)]
    [InlineData(Routes.Logout, "POST", "authorization", false)]
    [InlineData($"{Routes.Stats}?source=default", "GET", "authorization", false)]
    public async Task Preflight_OfAnAllowedOrigin_IsGranted_AndOfNoOther(string path, string method, string headers, bool withCookies)
    {
        using var caller = wall.Host.Caller();
        using var allowed = Preflight(path, Allowed, method, headers);
        using var other = Preflight(path, Other, method, headers);

        using var toAllowed = await caller.SendAsync(allowed, Cancelled);
        using var toOther = await caller.SendAsync(other, Cancelled);

        toAllowed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        toAllowed.Header("Access-Control-Allow-Origin").ShouldBe(Allowed);
        toAllowed.Header("Access-Control-Allow-Methods").ShouldNotBeNull().Split(',').ShouldContain(method);
        toAllowed.Header("Access-Control-Allow-Headers").ShouldBe(headers);
        toAllowed.Header("Access-Control-Allow-Credentials").ShouldBe(withCookies ? "true" : null);
        toOther.Header("Access-Control-Allow-Origin").ShouldBeNull();
    }

    [Fact]
    public async Task Preflight_OfEveryEndpointForWhoIsSignedIn_IsGranted()
    {
        using var caller = wall.Host.Caller();
        var endpoints = wall.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods, (endpoint, method) => (Path: PathOf(endpoint), Method: method)).ToList();

        endpoints.Count.ShouldBeGreaterThan(20);
        foreach (var (path, method) in endpoints)
        {
            using var preflight = Preflight(path, Allowed, method, "authorization");
            using var answer = await caller.SendAsync(preflight, Cancelled);

            answer.Header("Access-Control-Allow-Origin").ShouldBe(Allowed, $"{method} {path}");
            answer.Header("Access-Control-Allow-Methods").ShouldNotBeNull().Split(',').ShouldContain(method, $"{method} {path}");
            answer.Header("Access-Control-Allow-Credentials").ShouldBeNull($"{method} {path}");
        }
    }

    [Fact]
    public async Task Hub_OfAnAllowedOrigin_OpensForItsPages_AndForNoOthers()
    {
        using var service = await wall.Host.ServiceAsync();
        using var allowed = From(HttpMethod.Post, Negotiate, Allowed);
        using var other = From(HttpMethod.Post, Negotiate, Other);

        using var toAllowed = await service.SendAsync(allowed, Cancelled);
        using var toOther = await service.SendAsync(other, Cancelled);

        toAllowed.StatusCode.ShouldBe(HttpStatusCode.OK);
        toAllowed.Header("Access-Control-Allow-Origin").ShouldBe(Allowed);
        toAllowed.Header("Access-Control-Allow-Credentials").ShouldBe("true");
        toOther.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        toOther.Header("Access-Control-Allow-Origin").ShouldBeNull();
    }

    [Fact]
    public async Task SignIn_OfAnAllowedOrigin_GivesItsPagesTokens()
    {
        using var caller = wall.Host.Caller();
        using var login = Login(Routes.Login, Allowed);
        using var toLogin = await caller.SendAsync(login, Cancelled);
        using var refresh = From(HttpMethod.Post, Routes.Refresh, Allowed);
        refresh.Content = JsonContent.Create(new { refreshToken = (string)(await toLogin.ReadAsync())["refreshToken"]! });
        using var toRefresh = await caller.SendAsync(refresh, Cancelled);

        foreach (var answer in new[] { toLogin, toRefresh })
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Header("Access-Control-Allow-Origin").ShouldBe(Allowed);
            answer.Header("Access-Control-Allow-Credentials").ShouldBeNull();
            answer.Header("Access-Control-Expose-Headers").ShouldBe("Retry-After,ETag");
            answer.Header("Set-Cookie").ShouldBeNull();
        }
    }

    [Fact]
    public async Task Stats_OfAnAllowedOrigin_AreReadableByItsPages_AndWithoutATokenTheRefusalIs()
    {
        using var service = await wall.Host.ServiceAsync();
        using var caller = wall.Host.Caller();
        using var withToken = From(HttpMethod.Get, Routes.Stats, Allowed);
        using var withoutToken = From(HttpMethod.Get, Routes.Stats, Allowed);

        using var toService = await service.SendAsync(withToken, Cancelled);
        using var toCaller = await caller.SendAsync(withoutToken, Cancelled);

        ((string)(await toService.ReadAsync())["source"]!).ShouldBe("default");
        toService.Header("Access-Control-Allow-Origin").ShouldBe(Allowed);
        toCaller.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        toCaller.Header("Access-Control-Allow-Origin").ShouldBe(Allowed);
    }

    [Theory]
    [InlineData($"{Routes.Login}?useCookies=true", Allowed)]
    [InlineData($"{Routes.Login}?UseCookies=1", Allowed)]
    [InlineData(Routes.Login, Other)]
    public async Task SignIn_ForACookieOrOfAnotherOrigin_IsRefusedInWordsThatNameTheSetting(string path, string origin)
    {
        using var caller = wall.Host.Caller();
        using var login = Login(path, origin);

        using var answer = await caller.SendAsync(login, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        answer.Header("Set-Cookie").ShouldBeNull();
        ((string)(await answer.ReadAsync())["detail"]!).ShouldContain("Hub:AllowedOrigins");
    }

    [Fact]
    public async Task SetUp_OfAnAllowedOrigin_IsRefused()
    {
        using var caller = wall.Host.Caller();
        using var setup = From(HttpMethod.Post, Routes.Setup, Allowed);
        setup.Content = JsonContent.Create(new { secret = "x", email = MonitorHost.AdminEmail, password = MonitorHost.Password });

        using var answer = await caller.SendAsync(setup, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        answer.Header("Access-Control-Allow-Origin").ShouldBeNull();
    }

    private static string PathOf(RouteEndpoint endpoint) => $"/{Parameter().Replace(endpoint.RoutePattern.RawText!, "x").TrimStart('/')}";

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    private static HttpRequestMessage Preflight(string path, string origin, string method, string headers)
    {
        var request = From(HttpMethod.Options, path, origin);
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", headers);
        return request;
    }

    private static HttpRequestMessage Login(string path, string origin)
    {
        var request = From(HttpMethod.Post, path, origin);
        request.Content = JsonContent.Create(new { email = MonitorHost.AdminEmail, password = MonitorHost.Password });
        return request;
    }

    private static HttpRequestMessage From(HttpMethod method, string path, string origin)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        return request;
    }

    /// <summary>One host for all these tests, with the setting.</summary>
    public sealed class WallHost : IAsyncLifetime
    {
        private MonitorHost? _host;

        public MonitorHost Host => _host ?? throw new InvalidOperationException("The host has not been started.");

        public async ValueTask InitializeAsync() => _host = await MonitorHost.StartAsync(settings: [("Hub:AllowedOrigins:0", Allowed)]);

        public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
