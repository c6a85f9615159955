using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Web.Tests.Audit;

/// <summary>What requests and calls leave in the audit trail, and <c>GET /api/audit</c>.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private const string Email = "grace@example.com";
    private const string WrongPassword = "wrong horse battery";
    private MonitorHost _host = null!;
    private HttpClient _administrator = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await MonitorHost.StartAsync();
        _administrator = await _host.ServiceAsync(MonitorHost.AdminEmail);
    }

    [Fact]
    public async Task SignIns_AreRecorded_WithoutPasswords_AndWithoutAddressesThatNobodyHas()
    {
        foreach (var email in new[] { MonitorHost.AdminEmail, "nobody@example.com" })
        {
            using var caller = _host.Caller();
            using var wrong = await caller.PostAsJsonAsync(Routes.Login, new { email, password = WrongPassword }, Cancelled);
        }

        var entries = await ReadAsync($"?what={AuditActions.SignIn}");

        entries.Select(entry => ((string?)entry["who"], (string)entry["outcome"]!)).ShouldBe([(null, "refused"), (MonitorHost.AdminEmail, "refused"), (MonitorHost.AdminEmail, "done")]);
        var id = await PersonIdAsync(MonitorHost.AdminEmail);
        entries.Select(entry => (string?)entry["whoId"]).ShouldBe([null, id, id]);
        entries[^1]["after"]!.ToJsonString().ShouldBe("""{"method":"password","isBrowser":false}""");
        entries.ShouldAllBe(entry => (string)entry["address"]! == "127.0.0.1");
        var all = string.Concat((await ReadAsync("?limit=500")).Select(entry => entry.ToJsonString()));
        all.ShouldNotContain(WrongPassword);
        all.ShouldNotContain(MonitorHost.Password);
        all.ShouldNotContain("nobody@example.com");
    }

    [Fact]
    public async Task Change_OfGrants_IsRecordedWithBeforeAndAfter()
    {
        var id = await AddPersonAsync();

        using var changed = await _administrator.PutAsJsonAsync($"{Routes.People}/{id}", new { grants = new[] { new Grant(Roles.Operator, ["default"]) } }, Cancelled);

        changed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var entry = (await ReadAsync($"?what={AuditActions.ChangeGrants}")).ShouldHaveSingleItem();
        ((string)entry["who"]!).ShouldBe(MonitorHost.AdminEmail);
        ((string)entry["whoId"]!).ShouldBe(await PersonIdAsync(MonitorHost.AdminEmail));
        ((string)entry["subject"]!, (string)entry["subjectId"]!).ShouldBe((Email, id));
        entry["before"]!.ToJsonString().ShouldBe("""[{"role":"viewer","sources":[]}]""");
        entry["after"]!.ToJsonString().ShouldBe("""[{"role":"operator","sources":["default"]}]""");
    }

    [Fact]
    public async Task Change_OfSomethingElse_SaysWhatChanged_AndNotThatRightsWereTaken()
    {
        var id = await AddPersonAsync();

        using var disabled = await _administrator.PostAsync($"{Routes.People}/{id}/disable", null, Cancelled);
        using var ended = await _administrator.DeleteAsync($"{Routes.People}/{id}/sessions", Cancelled);

        (disabled.StatusCode, ended.StatusCode).ShouldBe((HttpStatusCode.NoContent, HttpStatusCode.NoContent));
        (await ReadAsync($"?what={id}")).Select(entry => ((string)entry["what"]!, (string)entry["subject"]!, entry["before"]?.ToJsonString(), entry["after"]?.ToJsonString())).ShouldBe(
        [
            (AuditActions.EndSessions, Email, null, null),
            (AuditActions.DisablePerson, Email, """{"disabled":false}""", """{"disabled":true}"""),
        ]);
    }

    [Fact]
    public async Task Caller_OfASignIn_IsNotTheOneWhoseCookieTheBrowserHas()
    {
        using var browser = await _host.BrowserAsync(MonitorHost.AdminEmail);
        using var other = await browser.PostAsJsonAsync(Routes.Login, new { email = "nobody@example.com", password = WrongPassword }, Cancelled);

        other.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var refused = (await ReadAsync($"?what={AuditActions.SignIn}&outcome=refused")).ShouldHaveSingleItem();
        ((string?)refused["who"], (string?)refused["whoId"]).ShouldBe((null, null));
    }

    [Fact]
    public async Task Change_OfTheOwnPassword_WithAWrongOne_IsRecordedAsRefused()
    {
        using var answer = await _administrator.PostAsJsonAsync(Routes.Password, new { currentPassword = WrongPassword, newPassword = "right horse battery" }, Cancelled);
        using var weak = await _administrator.PostAsJsonAsync(Routes.Password, new { currentPassword = MonitorHost.Password, newPassword = "short" }, Cancelled);

        (answer.StatusCode, weak.StatusCode).ShouldBe((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest));
        ((string?)(await ReadAsync($"?what={AuditActions.ChangePassword}")).ShouldHaveSingleItem()["outcome"]).ShouldBe("refused");
    }

    [Fact]
    public async Task RefreshToken_ThatIsUsedAgain_IsRecordedForItsOwner_WithTheEndOfTheSession()
    {
        var first = await _host.TokensAsync(await _host.CreateUserAsync(Email, Roles.Viewer));
        using var caller = _host.Caller();
        caller.DefaultRequestHeaders.UserAgent.ParseAdd("first/1");
        using var thief = _host.Caller();
        thief.DefaultRequestHeaders.UserAgent.ParseAdd("other/1");

        using var exchanged = await caller.PostAsJsonAsync(Routes.Refresh, new { refreshToken = first.RefreshToken }, Cancelled);
        using var replayed = await thief.PostAsJsonAsync(Routes.Refresh, new { refreshToken = first.RefreshToken }, Cancelled);

        (exchanged.StatusCode, replayed.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.Unauthorized));
        var refused = (await ReadAsync($"?what={AuditActions.Refresh}")).ShouldHaveSingleItem();
        ((string?)refused["who"], (string?)refused["outcome"]).ShouldBe((Email, "refused"));
        var ended = (await ReadAsync($"?what={AuditActions.EndSessions}")).ShouldHaveSingleItem();
        ((string?)ended["who"], (string?)ended["subject"], (string?)ended["after"]!["reason"]).ShouldBe((AuditEvent.Monitor, Email, "refresh-token-reused"));
    }

    [Fact]
    public async Task Request_ForWhatMayNotBeSeen_IsAnsweredLikeOneForNothing_AndRecordedAsRefused()
    {
        using var viewer = await _host.ServiceAsync(await _host.CreateUserAsync(Email, [new Grant(Roles.Viewer, ["other"])]));
        var session = (await (await _administrator.GetAsync(Routes.Sessions, Cancelled)).ReadAsync())["sessions"]![0]!["id"]!;

        using var hidden = await viewer.GetAsync($"{Routes.Stats}?source=default", Cancelled);
        using var missing = await viewer.GetAsync($"{Routes.Stats}?source=nothing", Cancelled);
        using var foreign = await viewer.DeleteAsync($"{Routes.Sessions}/{session}", Cancelled);

        new[] { hidden, missing, foreign }.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.NotFound);
        (await ReadAsync($"?who={Email}&outcome=refused")).Select(entry => ((string)entry["what"]!, (string?)entry["subject"] ?? (string?)entry["subjectId"])).ShouldBe(
            [(AuditActions.EndSessions, (string?)session), ("GET /api/stats", "default")]);
    }

    [Fact]
    public async Task Change_ThatIsInvalid_IsNotRecorded()
    {
        var id = await AddPersonAsync();

        using var invalid = await _administrator.PutAsJsonAsync($"{Routes.People}/{id}", new { grants = new[] { new Grant("king", []) } }, Cancelled);
        using var unreadable = await _administrator.PutAsync($"{Routes.People}/{id}", new StringContent("{", null, "application/json"), Cancelled);

        (invalid.StatusCode, unreadable.StatusCode).ShouldBe((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest));
        (await ReadAsync($"?what={AuditActions.ChangeGrants}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Refusals_OfSomebodySignedIn_AreRecorded_AndInBulkOnlyCounted()
    {
        using var viewer = await _host.ServiceAsync(await _host.CreateUserAsync(Email, Roles.Viewer));
        for (var tries = 0; tries < 9; tries++)
        {
            (await viewer.GetAsync(Routes.People, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await viewer.PostAsJsonAsync(Routes.People, new { email = "eve@example.com", grants = Array.Empty<Grant>() }, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        var refused = await ReadAsync($"?who={Email}&outcome=refused");

        refused.CountBy(entry => (string)entry["what"]!).ToDictionary().ShouldBe(new Dictionary<string, int> { ["GET /api/people"] = 5, [AuditActions.InvitePerson] = 5 }, ignoreOrder: true);
    }

    [Fact]
    public async Task Request_WithATokenThatOpensNothing_IsRecordedWithoutIt_AndOneWithoutCredentialsIsNot()
    {
        using var caller = _host.Caller("fxm_madeup");
        using var nobody = _host.Caller();

        (await caller.GetAsync(Routes.People, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await nobody.GetAsync(Routes.Tokens, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var entry = (await ReadAsync("?outcome=refused")).ShouldHaveSingleItem();
        ((string)entry["what"]!, (string?)entry["who"], (string)entry["subject"]!).ShouldBe((AuditActions.UseToken, null, "GET /api/people"));
        entry.ToJsonString().ShouldNotContain("madeup");
    }

    [Fact]
    public async Task Calls_ThatStartAndCancelRuns_AreRecorded_AndSoAreRefusedOnes()
    {
        var operates = (await _host.CreateTokenAsync([new Grant(Roles.Operator, ["default"])])).Token;
        var looks = await _host.TokensAsync(await _host.CreateUserAsync(Email, [new Grant(Roles.Viewer, ["other"])]));
        await using var service = await _host.SubscribeAsync(operates);
        await using var viewer = await _host.SubscribeAsync(looks.AccessToken);

        var started = await service.Connection.InvokeAsync<ExecutionData>(HubMethods.RunPipeline, "default", "orders", true, Cancelled).DefaultTimeout();
        await service.Connection.InvokeAsync(HubMethods.CancelExecution, "default", started.Id, Cancelled).DefaultTimeout();
        await Should.ThrowAsync<HubException>(viewer.Connection.InvokeAsync<ExecutionData>(HubMethods.RunPipeline, "default", "orders", false, Cancelled).DefaultTimeout());
        await Should.ThrowAsync<HubException>(viewer.Connection.InvokeAsync<ExecutionData>(HubMethods.GetExecution, "default", "run-1", Cancelled).DefaultTimeout());

        (await ReadAsync("?what=default")).Select(entry => ((string)entry["what"]!, (string)entry["who"]!, (string)entry["outcome"]!, (string)entry["subject"]!, entry["after"]?.ToJsonString())).ShouldBe(
        [
            ("hub GetExecution", Email, "refused", "default/run-1", null),
            (AuditActions.RunPipeline, Email, "refused", "default/orders", """{"fullRefresh":false}"""),
            (AuditActions.CancelExecution, "test", "done", $"default/{started.Id}", null),
            (AuditActions.RunPipeline, "test", "done", "default/orders", $$"""{"fullRefresh":true,"executionId":"{{started.Id}}"}"""),
        ]);
    }

    [Fact]
    public async Task Request_ThatDidNothing_IsNotRecorded()
    {
        using var wall = _host.Caller();
        var code = await (await wall.PostAsync($"{Routes.LoginDisplay}/code", null, Cancelled)).ReadAsync();
        var before = await ReadAsync("");

        using var waiting = await wall.PostAsJsonAsync($"{Routes.LoginDisplay}/code/redeem", new { secret = (string)code["secret"]! }, Cancelled);
        using var none = await _administrator.DeleteAsync(Routes.Sessions, Cancelled);

        (waiting.StatusCode, none.StatusCode).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.NoContent));
        (await ReadAsync("")).Count.ShouldBe(before.Count);
    }

    [Fact]
    public async Task Pages_OfTheTrail_JoinWithoutGaps_AndEnd()
    {
        for (var tokens = 0; tokens < 4; tokens++)
        {
            await _host.CreateTokenAsync([]);
        }

        var all = await ReadAsync("?limit=500");
        var numbers = new List<long>();
        for (var query = "?limit=2"; query is not null;)
        {
            using var answer = await _administrator.GetAsync($"{Routes.Audit}{query}", Cancelled);
            var page = await answer.ReadAsync();
            numbers.AddRange(page["entries"]!.AsArray().Select(entry => (long)entry!["number"]!));
            query = page["next"] is { } next ? $"?limit=2&after={(long)next}" : null;
        }

        numbers.ShouldBe(all.Select(entry => (long)entry["number"]!));
    }

    [Theory]
    [InlineData("limit=0", "limit is 0, and must be from 1 to 500.")]
    [InlineData("limit=501", "limit is 501, and must be from 1 to 500.")]
    [InlineData("outcome=good", "outcome must be one of done, refused, failed.")]
    [InlineData("outcome=1", "outcome must be one of done, refused, failed.")]
    public async Task Query_ThatIsWrong_Is400_AndSaysWhatIsAllowed(string query, string problem)
    {
        using var answer = await _administrator.GetAsync($"{Routes.Audit}?{query}", Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.ReadAsync())["errors"]!.ToJsonString().ShouldContain(problem);
    }

    [Fact]
    public void Endpoints_ThatChangeSomethingOrSignIn_SayWhatIsRecorded()
    {
        var silent = _host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => IsChange(endpoint) || endpoint.RoutePattern.RawText!.StartsWith(Routes.Login, StringComparison.Ordinal))
            .Where(endpoint => endpoint.Metadata.GetMetadata<AuditMetadata>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(route => !route.StartsWith(Routes.DashboardHub, StringComparison.Ordinal));

        silent.ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        await _host.DisposeAsync();
    }

    private static bool IsChange(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Any(method => method is not ("GET" or "HEAD" or "OPTIONS")) == true;

    private async Task<string> AddPersonAsync()
    {
        await _host.CreateUserAsync(Email, Roles.Viewer);
        return await PersonIdAsync(Email);
    }

    private async Task<string> PersonIdAsync(string email)
    {
        var people = await (await _administrator.GetAsync(Routes.People, Cancelled)).ReadAsync();
        return (string)people["people"]!.AsArray().Single(person => (string)person!["email"]! == email)!["id"]!;
    }

    private async Task<IReadOnlyList<JsonNode>> ReadAsync(string query)
    {
        using var answer = await _administrator.GetAsync($"{Routes.Audit}{query}", Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return [.. (await answer.ReadAsync())["entries"]!.AsArray().Select(entry => entry!)];
    }
}
