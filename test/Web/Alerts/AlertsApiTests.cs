using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;

namespace FlextMonitor.Web.Tests.Alerts;

/// <summary>Problems and what people set for them, over HTTP. One daemon has a problem that some callers may see, the other one that they may not.</summary>
public sealed class AlertsApiTests : IAsyncLifetime
{
    private const string Hidden = "hidden";

    private static readonly string[] NoChannel = ["none"];

    private MonitorHost _host = null!;
    private HttpClient _administrator = null!;
    private HttpClient _operator = null!;
    private HttpClient _viewer = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await MonitorHost.StartAsync(
            script => script.HealthCheck = _ => Task.FromResult(new Proto.HealthStatus { Healthy = false, Components = { ["database"] = new Proto.ComponentHealth { Name = "database", Message = "no room" } } }),
            services: null,
            ("Daemons:1:Name", Hidden),
            ("Daemons:1:Address", "http://127.0.0.1:1"));
        _administrator = await _host.ServiceAsync();
        _operator = _host.Caller((await _host.CreateTokenAsync([new Grant(Roles.Operator, ["default"])])).Token);
        _viewer = _host.Caller((await _host.CreateTokenAsync([new Grant(Roles.Viewer, ["default"])])).Token);
    }

    [Fact]
    public async Task Problems_OfDaemonsThatACallerMayNotSee_DoNotExist()
    {
        var all = await ProblemsAsync(_administrator, problems => problems.Count == 2);
        var seen = await ProblemsAsync(_viewer, _ => true);
        var hidden = (string)all.Single(problem => (string)problem!["source"]! == Hidden)!["id"]!;

        seen.Select(problem => (string)problem!["source"]!).ShouldBe(["default"]);
        (await _viewer.GetAsync($"{Routes.Problems}/{hidden}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _viewer.GetAsync($"{Routes.Problems}?source={Hidden}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _operator.PostAsJsonAsync($"{Routes.Problems}/{hidden}/acknowledge", new { hours = 1 }, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _administrator.GetAsync($"{Routes.Problems}/{hidden}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Problems_InPages_AreAllThereOnce()
    {
        var all = await ProblemsAsync(_administrator, problems => problems.Count == 2);

        var first = await GetAsync(_administrator, $"{Routes.Problems}?limit=1");
        var second = await GetAsync(_administrator, $"{Routes.Problems}?limit=1&after={first["next"]}");

        new[] { first, second }.SelectMany(page => page["problems"]!.AsArray()).Select(problem => (string)problem!["id"]!).ShouldBe(all.Select(problem => (string)problem!["id"]!));
        second["next"].ShouldBeNull();
    }

    [Fact]
    public async Task Acknowledge_ByAnOperator_IsSeenByEverybodyAndStandsInItsLife()
    {
        var id = await ProblemAsync();

        var acknowledged = await _operator.PostAsJsonAsync($"{Routes.Problems}/{id}/acknowledge", new { hours = 4, note = "on it" }, Cancelled);
        var problem = await Eventually.GetAsync(() => GetAsync(_viewer, $"{Routes.Problems}/{id}"), answer => answer["acknowledged"] is not null);
        var takenBack = await _operator.DeleteAsync($"{Routes.Problems}/{id}/acknowledge", Cancelled);
        var after = await GetAsync(_viewer, $"{Routes.Problems}/{id}");

        acknowledged.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        ((string)problem["acknowledged"]!["by"]!, (string)problem["acknowledged"]!["note"]!).ShouldBe(("test", "on it"));
        takenBack.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        after["acknowledged"].ShouldBeNull();
        after["changes"]!.AsArray().Select(change => (string)change!["what"]!).ShouldBe(["opened", "acknowledged", "taken-back"]);
        after["notifications"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"hours":3}""", "hours is 3, and may be 1, 4, 8, 24.")]
    [InlineData("""{}""", "hours is missing, and may be 1, 4, 8, 24.")]
    [InlineData("""{"hours":4,"for":"ever"}""", "for")]
    public async Task Acknowledge_BadInput_SaysWhatIsAllowed(string body, string message)
    {
        var id = await ProblemAsync();

        var answer = await SendAsync(_operator, HttpMethod.Post, $"{Routes.Problems}/{id}/acknowledge", body);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldContain(message);
    }

    [Fact]
    public async Task Silence_ByAnOperator_HoldsBackTheProblemUntilItIsEnded()
    {
        var id = await ProblemAsync();

        var made = await SilenceAsync(_operator, "default");
        await Eventually.GetAsync(() => GetAsync(_viewer, $"{Routes.Problems}/{id}"), problem => problem["silencedUntil"] is not null);
        var ended = await _operator.DeleteAsync($"{Routes.AlertSilences}/{made["id"]}", Cancelled);
        var after = await Eventually.GetAsync(() => GetAsync(_viewer, $"{Routes.Problems}/{id}"), problem => problem["silencedUntil"] is null);

        ended.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await GetAsync(_viewer, Routes.AlertSilences))["silences"]!.AsArray().ShouldBeEmpty();
        var past = (await GetAsync(_viewer, $"{Routes.AlertSilences}?state=all"))["silences"]!.AsArray().ShouldHaveSingleItem()!;
        past["endedAt"].ShouldNotBeNull();
        past["activeUntil"].ShouldBeNull();
        after["changes"]!.AsArray().Select(change => (string)change!["what"]!).ShouldBe(["opened", "silenced", "silence-ended"]);
    }

    [Fact]
    public async Task Silences_OfAnUnknownState_SayWhichThereAre()
    {
        var answer = await _viewer.GetAsync($"{Routes.AlertSilences}?state=past", Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldContain("state is 'past', and may be present, all.");
    }

    [Fact]
    public async Task Silences_NameNoDaemonThatACallerMayNotSee()
    {
        var both = await SilenceAsync(_administrator, "default", Hidden);
        var hidden = await SilenceAsync(_administrator, Hidden);

        var text = await _viewer.GetStringAsync(Routes.AlertSilences, Cancelled);

        text.ShouldNotContain(Hidden);
        JsonNode.Parse(text)!["silences"]!.AsArray().ShouldHaveSingleItem()!["id"]!.ToString().ShouldBe(both["id"]!.ToString());
        (await _viewer.GetAsync($"{Routes.AlertSilences}/{hidden["id"]}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _operator.DeleteAsync($"{Routes.AlertSilences}/{hidden["id"]}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _operator.DeleteAsync($"{Routes.AlertSilences}/{both["id"]}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Silence_OfAllDaemons_ByAnOperatorOfOne_IsRefused()
    {
        var everything = await _operator.PostAsJsonAsync(Routes.AlertSilences, new { reason = "quiet", to = Tomorrow }, Cancelled);
        var unknown = await _operator.PostAsJsonAsync(Routes.AlertSilences, new { reason = "quiet", to = Tomorrow, match = Sources(Hidden) }, Cancelled);

        everything.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        unknown.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ((string)(await unknown.ReadAsync())["errors"]!["match.sources"]![0]!).ShouldBe("match.sources names 'hidden', and may name default.");
    }

    [Theory]
    [InlineData("""{"reason":"x"}""", "to", "to is missing")]
    [InlineData("""{"reason":"","to":"2100-01-01T00:00:00Z"}""", "reason", "reason has 0 characters, and must have 1 to 500.")]
    [InlineData("""{"reason":"x","weekly":[{"days":["monday"],"from":"25:00","to":"02:00"}],"zone":"Mars/Olympus"}""", "zone", "zone is 'Mars/Olympus', and must be the name of a time zone, such as Europe/Berlin or UTC.")]
    [InlineData("""{"reason":"x","weekly":[{"days":["monday"],"from":"25:00","to":"02:00"}],"zone":"UTC"}""", "weekly[0].days", "weekly[0].days is 'monday', and may be sun, mon, tue, wed, thu, fri, sat.")]
    [InlineData("""{"reason":"x","weekly":[{"days":["mon"],"from":"25:00","to":"02:00"}],"zone":"UTC"}""", "weekly[0].from", "weekly[0].from is '25:00', and must be a time such as 22:00.")]
    [InlineData("""{"reason":"x","to":"2000-01-01T00:00:00Z"}""", "to", "and must be later than from")]
    public async Task Silence_BadInput_NamesTheFieldTheValueAndWhatIsAllowed(string body, string field, string message)
    {
        var answer = await SendAsync(_administrator, HttpMethod.Post, Routes.AlertSilences, body);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ((string)(await answer.ReadAsync())["errors"]![field]![0]!).ShouldContain(message);
    }

    [Fact]
    public async Task Rule_MadeChangedAndDeleted_IsSeenByThoseWhoMaySeeItsDaemons()
    {
        var made = await (await _administrator.PostAsJsonAsync(Routes.AlertRules, Rule("busy", Hidden, "default"), Cancelled)).ReadAsync();
        var path = $"{Routes.AlertRules}/{made["id"]}";
        var seen = await _viewer.GetStringAsync(path, Cancelled);
        var changed = await _administrator.PutAsJsonAsync(path, Rule("very busy", Hidden), Cancelled);

        seen.ShouldNotContain(Hidden);
        ((bool)made["builtIn"]!, (bool)made["enabled"]!, (int)made["settings"]!["above"]!).ShouldBe((false, true, 90));
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _viewer.GetAsync(path, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync(_administrator, path))["name"]!.ToString().ShouldBe("very busy");
        (await _administrator.DeleteAsync(path, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _administrator.GetAsync(path, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Rule_SwitchedOff_EndsItsProblems_AndSaysWhyItDoesNotFire()
    {
        await ProblemsAsync(_administrator, problems => problems.Count == 2);
        var explain = $"{Routes.AlertExplain}?rule=component&source=default";
        var before = await GetAsync(_administrator, explain);
        var rule = await GetAsync(_administrator, $"{Routes.AlertRules}/component");

        var changed = await _administrator.PutAsJsonAsync(
            $"{Routes.AlertRules}/component", new { name = (string)rule["name"]!, kind = "component", severity = "critical", enabled = false, settings = rule["settings"] }, Cancelled);

        changed.StatusCode.ShouldBe(HttpStatusCode.OK, await changed.Content.ReadAsStringAsync(Cancelled));
        var left = await ProblemsAsync(_administrator, problems => problems.Count == 1);
        ((string)left[0]!["source"]!).ShouldBe(Hidden);
        var after = await GetAsync(_administrator, explain);
        ((bool)before["fires"]!, (bool)after["fires"]!).ShouldBe((true, false));
        after["because"]!.AsArray().Select(reason => (string)reason!).ShouldBe(["The rule is switched off."]);
        ((string)after["reasons"]![0]!["code"]!).ShouldBe("off");
    }

    [Theory]
    [InlineData("""{"name":"x","kind":"failing","severity":"warning"}""", "kind", "kind is 'failing', and may be threshold.")]
    [InlineData("""{"name":"x","kind":"threshold","severity":"loud"}""", "severity", "severity is 'loud', and may be info, warning, critical.")]
    [InlineData("""{"name":"x","kind":"threshold","severity":"info","match":{"sources":["nowhere"]}}""", "match.sources", "match.sources names 'nowhere', and may name default, hidden.")]
    [InlineData("""{"name":"x","kind":"threshold","severity":"info","settings":{"a":{"b":1},"a":2}}""", "settings.a", "settings.a must not be an object.")]
    [InlineData("""{"name":"x\u0000","kind":"threshold","severity":"info"}""", "name", "name must be one line without control characters.")]
    public async Task Rule_BadInput_NamesTheFieldTheValueAndWhatIsAllowed(string body, string field, string message)
    {
        var answer = await SendAsync(_administrator, HttpMethod.Post, Routes.AlertRules, body);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ((string)(await answer.ReadAsync())["errors"]![field]![0]!).ShouldBe(message);
    }

    [Theory]
    [InlineData("""{"name":"x","kind":"threshold","severity":"info","sevrity":"info"}""", "sevrity")]
    [InlineData("""{"name":"x","kind":"threshold","severity":"info","match":{"pipeline":["a"]}}""", "pipeline")]
    public async Task Rule_UnknownField_IsRefused(string body, string field)
    {
        var answer = await SendAsync(_administrator, HttpMethod.Post, Routes.AlertRules, body);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldContain(field);
    }

    [Fact]
    public async Task Route_OfAnUnknownChannel_IsRefused()
    {
        var answer = await _administrator.PostAsJsonAsync(Routes.AlertRoutes, new { name = "night", channels = NoChannel, escalateTo = "none" }, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await answer.ReadAsync())["errors"]!;
        ((string)errors["channels"]![0]!, (string)errors["escalateTo"]![0]!).ShouldBe(
            ("channels names 'none', and may name ids of channels only.", "escalateTo is 'none', and must be the id of another route."));
    }

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        _operator.Dispose();
        _viewer.Dispose();
        await _host.DisposeAsync();
    }

    private static DateTimeOffset Tomorrow => TimeProvider.System.GetUtcNow().AddDays(1);

    private static object Sources(params string[] names) => new { sources = names };

    private static object Rule(string name, params string[] sources) =>
        new { name, kind = "threshold", severity = "warning", match = new { sources }, settings = new { figure = "cpuUsage", above = 90, forSeconds = 60 } };

    private static async Task<JsonNode> SilenceAsync(HttpClient caller, params string[] sources)
    {
        var answer = await caller.PostAsJsonAsync(Routes.AlertSilences, new { reason = "a release", to = Tomorrow, match = new { sources } }, Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.ReadAsync();
    }

    private static async Task<JsonNode> GetAsync(HttpClient caller, string path) => JsonNode.Parse(await caller.GetStringAsync(path, Cancelled))!;

    private static async Task<HttpResponseMessage> SendAsync(HttpClient caller, HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        return await caller.SendAsync(request, Cancelled);
    }

    private static async Task<JsonArray> ProblemsAsync(HttpClient caller, Predicate<JsonArray> expected) =>
        await Eventually.GetAsync(async () => (await GetAsync(caller, Routes.Problems))["problems"]!.AsArray(), expected);

    /// <summary>The id of the problem that everybody here may see.</summary>
    private async Task<string> ProblemAsync() => (string)(await ProblemsAsync(_viewer, problems => problems.Count == 1))[0]!["id"]!;
}
