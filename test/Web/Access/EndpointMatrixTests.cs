using System.Net;
using System.Text;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>Every endpoint against every kind of credentials. A new endpoint has no expectation here, and so fails.</summary>
public sealed class EndpointMatrixTests
{
    private const string Anyone = "anyone";
    private const string SignedIn = "signed in";
    private const string SignedInOrLogin = "signed in, else the sign-in page";
    private const string LeadsToLogin = "leads everybody to the sign-in page, because there is an administrator";

    /// <summary>Who may use what: a role, or one of the above.</summary>
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["GET /"] = SignedInOrLogin,
        ["HEAD /"] = SignedInOrLogin,
        ["GET /login"] = Anyone,
        ["HEAD /login"] = Anyone,
        ["GET /setup"] = LeadsToLogin,
        ["HEAD /setup"] = LeadsToLogin,
        ["* /hubs/dashboard"] = SignedIn,
        ["* /hubs/dashboard/negotiate"] = SignedIn,
        ["POST /api/account/login"] = Anyone,
        ["POST /api/account/refresh"] = Anyone,
        ["POST /api/account/logout"] = SignedIn,
        ["GET /api/account/me"] = SignedIn,
        ["POST /api/account/setup"] = Anyone,
        ["POST /api/account/password"] = SignedIn,
        ["POST /api/account/reauthenticate"] = SignedIn,
        ["GET /api/account/two-factor"] = SignedIn,
        ["DELETE /api/account/two-factor"] = SignedIn,
        ["POST /api/account/two-factor/begin"] = SignedIn,
        ["POST /api/account/two-factor/confirm"] = SignedIn,
        ["POST /api/account/two-factor/recovery-codes"] = SignedIn,
        ["GET /api/account/passkeys"] = SignedIn,
        ["POST /api/account/passkeys/begin"] = SignedIn,
        ["POST /api/account/passkeys"] = SignedIn,
        ["DELETE /api/account/passkeys/{id}"] = SignedIn,
        ["POST /api/account/login/passkey/begin"] = Anyone,
        ["POST /api/account/login/passkey"] = Anyone,
        ["POST /api/account/login/display"] = Anyone,
        ["POST /api/account/login/display/code"] = Anyone,
        ["POST /api/account/login/display/code/redeem"] = Anyone,
        ["POST /api/account/setup/invitation"] = Anyone,
        ["POST /api/account/forgot/reset"] = Anyone,
        ["GET /api/people"] = Roles.Admin,
        ["POST /api/people"] = Roles.Admin,
        ["GET /api/people/{id}"] = Roles.Admin,
        ["PUT /api/people/{id}"] = Roles.Admin,
        ["DELETE /api/people/{id}"] = Roles.Admin,
        ["POST /api/people/{id}/disable"] = Roles.Admin,
        ["POST /api/people/{id}/enable"] = Roles.Admin,
        ["POST /api/people/{id}/link"] = Roles.Admin,
        ["DELETE /api/people/{id}/two-factor"] = Roles.Admin,
        ["DELETE /api/people/{id}/sessions"] = Roles.Admin,
        ["GET /api/sessions"] = SignedIn,
        ["DELETE /api/sessions"] = SignedIn,
        ["DELETE /api/sessions/{id}"] = SignedIn,
        ["GET /api/tokens"] = Roles.Admin,
        ["POST /api/tokens"] = Roles.Admin,
        ["POST /api/tokens/displays"] = Roles.Admin,
        ["POST /api/tokens/displays/confirm"] = Roles.Admin,
        ["DELETE /api/tokens/{id}"] = Roles.Admin,
        ["GET /api/connections"] = Roles.Admin,
        ["GET /api/stats"] = Roles.Viewer,
        ["HEAD /api/stats"] = Roles.Viewer,
        ["* /health/live"] = Anyone,
        ["* /health/ready"] = Anyone,
        ["* /metrics"] = Roles.Viewer,
        ["GET /openapi/{documentName}.json"] = Anyone,
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Endpoints_ForEveryKindOfCredentials_AnswerAsExpected()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await MonitorHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        var endpoints = Endpoints(host);
        endpoints.Except(Expected.Keys).ShouldBeEmpty("each endpoint needs a line that says who may use it");
        Expected.Keys.Except(endpoints).ShouldBeEmpty("these endpoints are gone");
        var callers = await CallersAsync(host, time);

        var wrong = new List<string>();
        foreach (var endpoint in endpoints)
        {
            foreach (var (name, role, client) in callers)
            {
                var status = await StatusAsync(client, endpoint);
                if (!IsAsExpected(Expected[endpoint], role, status))
                {
                    wrong.Add($"{endpoint} by {name}: {status}");
                }
            }
        }

        foreach (var (_, _, client) in callers)
        {
            client.Dispose();
        }

        wrong.ShouldBeEmpty();
    }

    private static List<string> Endpoints(MonitorHost host) =>
    [
        .. host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["*"])
                .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}"))
            .Where(endpoint => !endpoint.StartsWith("OPTIONS ", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Each kind of credentials, and the role that it has; null if it is not valid.</summary>
    private static async Task<List<(string Name, string? Role, HttpClient Client)>> CallersAsync(MonitorHost host, FakeTimeProvider time)
    {
        var (revokedId, revoked) = await host.CreateTokenAsync([new Grant(Roles.Admin, [])]);
        var (_, expired) = await host.CreateTokenAsync([new Grant(Roles.Admin, [])], time.GetUtcNow().AddMinutes(10));
        using var leaving = await host.BrowserAsync();
        var endedCookie = leaving.DefaultRequestHeaders.GetValues("Cookie").Single();
        (await leaving.PostAsync(Routes.Logout, null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using (var administrator = await host.ServiceAsync())
        {
            (await administrator.DeleteAsync($"{Routes.Tokens}/{revokedId}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        var ended = host.Caller();
        ended.DefaultRequestHeaders.Add("Cookie", endedCookie);
        ended.DefaultRequestHeaders.Add("Origin", host.Address);
        var callers = new List<(string, string?, HttpClient)>
        {
            ("nobody", null, host.Caller()),
            ("a revoked token", null, host.Caller(revoked)),
            ("an expired token", null, host.Caller(expired)),
            ("a tampered token", null, host.Caller(revoked[..^1] + (revoked[^1] == 'a' ? 'b' : 'a'))),
            ("a made-up token", null, host.Caller("fxm_nonsense")),
            ("a made-up access token", null, host.Caller("CfDJ8nonsense")),
            ("an ended session", null, ended),
            ("somebody without a role", "", host.Caller((await host.CreateTokenAsync([])).Token)),
        };
        foreach (var role in Roles.All)
        {
            callers.Add((role, role, host.Caller((await host.CreateTokenAsync([new Grant(role, [])])).Token)));
        }

        time.Advance(TimeSpan.FromMinutes(20));
        return callers;
    }

    private static bool IsAsExpected(string expected, string? role, HttpStatusCode status) => (expected, role) switch
    {
        (LeadsToLogin, _) => status == HttpStatusCode.Redirect,
        (Anyone, _) => status is not HttpStatusCode.Redirect,
        (SignedInOrLogin, null) => status is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized,
        (_, null) => status == HttpStatusCode.Unauthorized,
        (SignedIn or SignedInOrLogin, _) => IsLetIn(status),
        _ => Roles.All.SkipWhile(lesser => lesser != expected).Contains(role) ? IsLetIn(status) : status == HttpStatusCode.Forbidden,
    };

    private static bool IsLetIn(HttpStatusCode status) =>
        status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.Redirect or HttpStatusCode.InternalServerError);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string endpoint)
    {
        var (method, path) = (endpoint.Split(' ')[0], endpoint.Split(' ')[1]);
        using var request = new HttpRequestMessage(
            method == "*" ? HttpMethod.Get : new HttpMethod(method),
            path.Replace("{id}", "nobody", StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal));
        if (method is "POST" or "PUT")
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        return answer.StatusCode;
    }
}
