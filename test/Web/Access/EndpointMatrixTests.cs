using System.Net;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing.Web.Providers;
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

    private static readonly TimeSpan UntilExpiry = TimeSpan.FromMinutes(5);

    /// <summary>Who may use what: a role, or one of the above.</summary>
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["GET /"] = SignedInOrLogin,
        ["HEAD /"] = SignedInOrLogin,
        ["GET /login"] = Anyone,
        ["HEAD /login"] = Anyone,
        ["GET /setup"] = LeadsToLogin,
        ["HEAD /setup"] = LeadsToLogin,
        ["GET /invitation"] = Anyone,
        ["HEAD /invitation"] = Anyone,
        ["GET /reset"] = Anyone,
        ["HEAD /reset"] = Anyone,
        ["GET /display"] = Anyone,
        ["HEAD /display"] = Anyone,
        ["* /hubs/dashboard"] = SignedIn,
        ["* /hubs/dashboard/negotiate"] = SignedIn,
        ["GET /api/account/login"] = Anyone,
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
        ["GET /api/account/login/provider"] = Anyone,
        ["POST /api/account/login/display"] = Anyone,
        ["POST /api/account/login/display/code"] = Anyone,
        ["POST /api/account/login/display/code/redeem"] = Anyone,
        ["POST /api/account/setup/invitation"] = Anyone,
        ["POST /api/account/setup/invitation/check"] = Anyone,
        ["POST /api/account/forgot/reset"] = Anyone,
        ["POST /api/account/forgot/reset/check"] = Anyone,
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
        ["GET /api/audit"] = Roles.Admin,
        ["GET /api/connections"] = Roles.Admin,
        ["GET /api/cluster"] = Roles.Admin,
        ["GET /api/stats"] = Roles.Viewer,
        ["HEAD /api/stats"] = Roles.Viewer,
        ["GET /api/history"] = Roles.Viewer,
        ["GET /api/history/state"] = Roles.Admin,
        ["GET /api/runs"] = Roles.Viewer,
        ["GET /api/runs/outcomes"] = Roles.Viewer,
        ["GET /api/runs/{source}/{id}/log"] = Roles.Viewer,
        ["GET /api/runs/{source}/{id}/log/search"] = Roles.Viewer,
        ["GET /api/pipelines"] = Roles.Viewer,
        ["GET /api/pipelines/{source}/{id}"] = Roles.Viewer,
        ["GET /api/problems"] = Roles.Viewer,
        ["GET /api/problems/{id}"] = Roles.Viewer,
        ["POST /api/problems/{id}/acknowledge"] = Roles.Operator,
        ["DELETE /api/problems/{id}/acknowledge"] = Roles.Operator,
        ["GET /api/account/push"] = Roles.Viewer,
        ["POST /api/account/push"] = Roles.Viewer,
        ["DELETE /api/account/push/{id}"] = Roles.Viewer,
        ["GET /api/alerts/rules"] = Roles.Viewer,
        ["POST /api/alerts/rules"] = Roles.Admin,
        ["GET /api/alerts/rules/{id}"] = Roles.Viewer,
        ["PUT /api/alerts/rules/{id}"] = Roles.Admin,
        ["DELETE /api/alerts/rules/{id}"] = Roles.Admin,
        ["POST /api/alerts/rules/preview"] = Roles.Admin,
        ["GET /api/alerts/explain"] = Roles.Viewer,
        ["GET /api/alerts/channels"] = Roles.Admin,
        ["POST /api/alerts/channels"] = Roles.Admin,
        ["GET /api/alerts/channels/{id}"] = Roles.Admin,
        ["PUT /api/alerts/channels/{id}"] = Roles.Admin,
        ["DELETE /api/alerts/channels/{id}"] = Roles.Admin,
        ["POST /api/alerts/channels/{id}/test"] = Roles.Admin,
        ["GET /api/alerts/channels/{id}/deliveries"] = Roles.Admin,
        ["GET /api/alerts/routes"] = Roles.Admin,
        ["POST /api/alerts/routes"] = Roles.Admin,
        ["GET /api/alerts/routes/{id}"] = Roles.Admin,
        ["PUT /api/alerts/routes/{id}"] = Roles.Admin,
        ["DELETE /api/alerts/routes/{id}"] = Roles.Admin,
        ["GET /api/alerts/silences"] = Roles.Viewer,
        ["POST /api/alerts/silences"] = Roles.Operator,
        ["GET /api/alerts/silences/{id}"] = Roles.Viewer,
        ["PUT /api/alerts/silences/{id}"] = Roles.Operator,
        ["DELETE /api/alerts/silences/{id}"] = Roles.Operator,
        ["GET /api/dashboards"] = Roles.Viewer,
        ["POST /api/dashboards"] = Roles.Viewer,
        ["GET /api/dashboards/provisioned"] = Roles.Admin,
        ["GET /api/dashboards/templates"] = Roles.Viewer,
        ["GET /api/dashboards/schema.json"] = Roles.Viewer,
        ["POST /api/dashboards/import"] = Roles.Viewer,
        ["GET /api/dashboards/{id}"] = Roles.Viewer,
        ["PUT /api/dashboards/{id}"] = Roles.Viewer,
        ["DELETE /api/dashboards/{id}"] = Roles.Viewer,
        ["GET /api/dashboards/{id}/file"] = Roles.Viewer,
        ["GET /api/dashboards/{id}/versions"] = Roles.Viewer,
        ["GET /api/dashboards/{id}/versions/{version}"] = Roles.Viewer,
        ["POST /api/dashboards/{id}/versions/{version}/restore"] = Roles.Viewer,
        ["POST /api/dashboards/{id}/editing"] = Roles.Viewer,
        ["DELETE /api/dashboards/{id}/editing"] = Roles.Viewer,
        ["POST /api/dashboards/{id}/take"] = Roles.Admin,
        ["GET /api/account/home-dashboard"] = Roles.Viewer,
        ["PUT /api/account/home-dashboard"] = Roles.Viewer,
        ["GET /api/account/views"] = Roles.Viewer,
        ["POST /api/account/views"] = Roles.Viewer,
        ["PUT /api/account/views/{id}"] = Roles.Viewer,
        ["DELETE /api/account/views/{id}"] = Roles.Viewer,
        ["GET /api/export/history.{extension}"] = Roles.Viewer,
        ["GET /api/export/runs.{extension}"] = Roles.Viewer,
        ["GET /api/export/problems.{extension}"] = Roles.Viewer,
        ["GET /api/export/reports/period.pdf"] = Roles.Viewer,
        ["GET /api/export/problems/{id}.pdf"] = Roles.Viewer,
        ["GET /api/export/dashboards/{id}.pdf"] = Roles.Viewer,
        ["GET /api/export/audit.{extension}"] = Roles.Admin,
        ["GET /api/export/schedules"] = Roles.Operator,
        ["POST /api/export/schedules"] = Roles.Operator,
        ["GET /api/export/schedules/channels"] = Roles.Operator,
        ["GET /api/export/schedules/{id}"] = Roles.Operator,
        ["PUT /api/export/schedules/{id}"] = Roles.Operator,
        ["DELETE /api/export/schedules/{id}"] = Roles.Operator,
        ["POST /api/export/schedules/{id}/send"] = Roles.Operator,
        ["GET /api/export/files/{id}"] = Roles.Viewer,
        ["GET /api/export/files/{id}.pdf"] = Roles.Viewer,
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
        await using var provider = await OidcProvider.StartNewAsync();
        await using var host = await MonitorHost.StartAsync(
            services: services => services.AddSingleton<TimeProvider>(time), settings: [.. provider.MonitorSettings.Where(setting => setting.Key.StartsWith("Jwt:", StringComparison.Ordinal))]);
        await provider.RegisterAsync(host.Address);
        var endpoints = Endpoints(host);
        endpoints.Except(Expected.Keys).ShouldBeEmpty("each endpoint needs a line that says who may use it");
        Expected.Keys.Except(endpoints).ShouldBeEmpty("these endpoints are gone");
        var callers = await CallersAsync(host, provider, time);

        // Signing out comes last, because it ends the caller's session.
        var wrong = new List<string>();
        foreach (var endpoint in endpoints.OrderBy(endpoint => endpoint == $"POST {Routes.Logout}").ThenBy(endpoint => endpoint, StringComparer.Ordinal))
        {
            foreach (var caller in callers)
            {
                using var request = MatrixCalls.RequestTo(endpoint, caller.Name);
                using var answer = await caller.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
                caller.TakeCookie(answer);
                if (!AnswersTo(endpoint, caller).Contains(answer.StatusCode))
                {
                    wrong.Add($"{endpoint} by {caller.Name}: {answer.StatusCode}, not {string.Join(" or ", AnswersTo(endpoint, caller))}");
                }
            }
        }

        callers.ForEach(caller => caller.Dispose());
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

    private static async Task<List<MatrixCaller>> CallersAsync(MonitorHost host, OidcProvider provider, FakeTimeProvider time)
    {
        var callers = new List<MatrixCaller> { new("nobody", null, host.Caller()) };
        callers.AddRange(await InvalidTokensAsync(host, time));
        callers.AddRange(await EndedSessionsAsync(host));
        callers.Add(new("a provider's token of another audience", null, host.Caller(provider.Sign(token => token.Audience = "another"))));
        callers.Add(new("a token without a role", "", await WithTokenAsync(host)) { IsToken = true });
        foreach (var role in Roles.All)
        {
            callers.Add(new($"a token of {role}", role, await WithTokenAsync(host, new Grant(role, []))) { IsToken = true });
            callers.Add(new($"a cookie of {role}", role, await host.BrowserAsync(await host.CreateUserAsync($"cookie-{role}@example.com", role))));
            callers.Add(new($"an access token of {role}", role, await host.ServiceAsync(await host.CreateUserAsync($"access-{role}@example.com", role))));
        }

        foreach (var role in Roles.All)
        {
            provider.Directory.ServiceRoles = [role];
            callers.Add(new($"a provider's token of {role}", role, host.Caller(await provider.TokenAsync())) { IsToken = true });
        }

        foreach (var role in new[] { Roles.Viewer, Roles.Operator })
        {
            callers.Add(new($"a token of {role} of another daemon", role, await WithTokenAsync(host, new Grant(role, ["other"]))) { IsToken = true, IsForOtherDaemon = true });
        }

        time.Advance(UntilExpiry);
        return callers;
    }

    private static async Task<HttpClient> WithTokenAsync(MonitorHost host, params Grant[] grants) => host.Caller((await host.CreateTokenAsync(grants)).Token);

    private static async Task<List<MatrixCaller>> InvalidTokensAsync(MonitorHost host, FakeTimeProvider time)
    {
        var (revokedId, revoked) = await host.CreateTokenAsync([new Grant(Roles.Admin, [])]);
        var (_, expired) = await host.CreateTokenAsync([new Grant(Roles.Admin, [])], time.GetUtcNow() + UntilExpiry);
        using var administrator = await host.ServiceAsync();
        (await administrator.DeleteAsync($"{Routes.Tokens}/{revokedId}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        return
        [
            new("a revoked token", null, host.Caller(revoked)),
            new("an expired token", null, host.Caller(expired)),
            new("a tampered token", null, host.Caller(revoked[..^1] + (revoked[^1] == 'a' ? 'b' : 'a'))),
            new("a made-up token", null, host.Caller("fxm_nonsense")),
            new("a made-up access token", null, host.Caller("CfDJ8nonsense")),
        ];
    }

    private static async Task<List<MatrixCaller>> EndedSessionsAsync(MonitorHost host)
    {
        var ended = await host.BrowserAsync();
        (await ended.PostAsync(Routes.Logout, null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var email = await host.CreateUserAsync("disabled@example.com", Roles.Admin);
        var cookie = await host.BrowserAsync(email);
        var access = await host.ServiceAsync(email);
        using var administrator = await host.ServiceAsync();
        var people = await (await administrator.GetAsync(Routes.People, Cancelled)).ReadAsync();
        var id = (string)people["people"]!.AsArray().Single(person => (string)person!["email"]! == email)!["id"]!;
        (await administrator.PostAsync($"{Routes.People}/{id}/disable", null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        return [new("an ended session", null, ended), new("a cookie of somebody disabled", null, cookie), new("an access token of somebody disabled", null, access)];
    }

    private static IReadOnlyList<HttpStatusCode> AnswersTo(string endpoint, MatrixCaller caller)
    {
        var expected = Expected[endpoint];
        return (expected, caller.Role) switch
        {
            (LeadsToLogin, _) => [HttpStatusCode.Redirect],
            (Anyone, _) => MatrixCalls.Of(endpoint).Statuses,
            (SignedInOrLogin, null) => [caller.Client.DefaultRequestHeaders.Authorization is null ? HttpStatusCode.Redirect : HttpStatusCode.Unauthorized],
            (_, null) => [HttpStatusCode.Unauthorized],
            (SignedIn or SignedInOrLogin, _) => LetIn(endpoint, caller),
            _ => Roles.All.SkipWhile(lesser => lesser != expected).Contains(caller.Role) ? LetIn(endpoint, caller) : [HttpStatusCode.Forbidden],
        };
    }

    private static IReadOnlyList<HttpStatusCode> LetIn(string endpoint, MatrixCaller caller)
    {
        var call = MatrixCalls.Of(endpoint);
        return caller.IsForOtherDaemon && call.OfOtherDaemon is { } hidden ? [hidden]
            : caller.IsToken && call.OfToken is { } ofToken ? [ofToken]
            : call.Statuses;
    }
}
