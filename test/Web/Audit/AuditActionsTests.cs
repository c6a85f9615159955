using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Testing;
using FlextMonitor.Web.Tests.Access;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Web.Tests.Audit;

/// <summary>Everything that is recorded, done once through the real endpoints. A new action that nothing here does fails the test.</summary>
public sealed class AuditActionsTests : IAsyncLifetime
{
    private const string Email = "grace@example.com";
    private const string FirstPassword = "first horse battery";
    private const string SecondPassword = "second horse battery";
    private const string ThirdPassword = "third horse battery";

    /// <summary>What no entry may hold.</summary>
    private readonly List<string> _secrets = [MonitorHost.Password, FirstPassword, SecondPassword, ThirdPassword];
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private MonitorHost _host = null!;
    private SoftwareAuthenticator _device = null!;
    private HttpClient _administrator = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string HostName => new UriBuilder(_host.Address) { Host = "localhost" }.Uri.Authority;

    public async ValueTask InitializeAsync()
    {
        _host = await MonitorHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(_time));
        _device = new SoftwareAuthenticator($"http://{HostName}");
        _administrator = await SignInAsync(MonitorHost.AdminEmail, MonitorHost.Password);
    }

    [Fact]
    public async Task Everything_ThatIsDone_IsRecorded_AndHoldsNoSecret()
    {
        var id = await InviteAsync();
        await UseFactorsAsync();
        await ChangePersonAsync(id);
        await UseTokensAsync();
        await UseAlertsAsync();
        await UseReportsAsync();
        await UseDashboardsAsync();
        await TakeDashboardAsync();
        using var refresh = await PostAsync(_host.Caller(), Routes.Refresh, new { refreshToken = "nonsense" });

        var text = await Eventually.GetAsync(
            () => _administrator.GetStringAsync($"{Routes.Audit}?limit=500", Cancelled),
            trail => trail.Contains(AuditActions.PassDashboard, StringComparison.Ordinal) && trail.Contains(AuditActions.SendReport, StringComparison.Ordinal));

        var entries = JsonNode.Parse(text)!["entries"]!.AsArray();
        var missing = Actions().Except(entries.Select(entry => (string)entry!["what"]!));
        missing.ShouldBeEmpty("each action needs a call here that is recorded as it");
        _secrets.Count.ShouldBeGreaterThan(20);
        _secrets.Where(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        _device.Dispose();
        await _host.DisposeAsync();
    }

    /// <summary>Those of a request. What a provider changes is held by <c>ProviderTrailTests</c>.</summary>
    private static IEnumerable<string> Actions() => typeof(AuditActions).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (string)field.GetRawConstantValue()!).Except([AuditActions.LeftOut, AuditActions.DeleteEntries, AuditActions.AddPerson]);

    private async Task<string> InviteAsync()
    {
        using var invited = await PostAsync(_administrator, Routes.People, new { email = Email, grants = new[] { new Grant(Roles.Viewer, []) } });
        var answer = await invited.ReadAsync();
        using var redeemed = await PostAsync(_host.Caller(), Routes.Invitation, new { secret = SecretOf(answer), password = FirstPassword });
        redeemed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        return (string)answer["id"]!;
    }

    private async Task UseFactorsAsync()
    {
        using var grace = await SignInAsync(Email, FirstPassword);
        (await PostAsync(grace, Routes.Reauthenticate, new { password = FirstPassword })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var begun = await (await PostAsync(grace, $"{Routes.TwoFactor}/begin", null)).ReadAsync();
        _secrets.Add((string)begun["secret"]!);
        var code = new AuthenticatorClient(begun).Code(_time.GetUtcNow());
        var confirmed = await (await PostAsync(grace, $"{Routes.TwoFactor}/confirm", new { code })).ReadAsync();
        _secrets.AddRange(confirmed["recoveryCodes"]!.AsArray().Select(recovery => (string)recovery!));
        (await grace.DeleteAsync(Routes.TwoFactor, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await UsePasskeyAsync(grace);
        (await PostAsync(grace, Routes.Dashboards, new { title = "Left behind" })).StatusCode.ShouldBe(HttpStatusCode.Created);
        using var changed = await PostAsync(grace, Routes.Password, new { currentPassword = FirstPassword, newPassword = SecondPassword });
        changed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await grace.PostAsync(Routes.Logout, null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private async Task UsePasskeyAsync(HttpClient grace)
    {
        grace.DefaultRequestHeaders.Host = HostName;
        var begun = await (await PostAsync(grace, $"{Routes.Passkeys}/begin", null)).ReadAsync();
        var added = await (await PostAsync(grace, Routes.Passkeys, new { state = Secret(begun, "state"), name = "my key", credential = _device.Create(begun["options"]!) })).ReadAsync();
        using var anyone = _host.Caller();
        anyone.DefaultRequestHeaders.Host = HostName;
        var asked = await (await PostAsync(anyone, $"{Routes.LoginPasskey}/begin", null)).ReadAsync();
        using var signedIn = await PostAsync(anyone, Routes.LoginPasskey, new { state = Secret(asked, "state"), credential = _device.Get(asked["options"]!) });
        Secret(await signedIn.ReadAsync(), "accessToken");
        (await grace.DeleteAsync($"{Routes.Passkeys}/{(string)added["id"]!}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await SubscribeAsync(grace);
        grace.DefaultRequestHeaders.Host = null;
    }

    private async Task ChangePersonAsync(string id)
    {
        var person = $"{Routes.People}/{id}";
        using var granted = await _administrator.PutAsJsonAsync(person, new { grants = new[] { new Grant(Roles.Operator, ["default"]) } }, Cancelled);
        using var disabled = await PostAsync(_administrator, $"{person}/disable", null);
        using var enabled = await PostAsync(_administrator, $"{person}/enable", null);
        using var link = await PostAsync(_administrator, $"{person}/link", null);
        using var redeemed = await PostAsync(_host.Caller(), Routes.PasswordReset, new { secret = SecretOf(await link.ReadAsync()), password = ThirdPassword });
        using var factors = await _administrator.DeleteAsync($"{person}/two-factor", Cancelled);
        using var sessions = await _administrator.DeleteAsync($"{person}/sessions", Cancelled);
        using var removed = await _administrator.DeleteAsync(person, Cancelled);
        HttpResponseMessage[] answers = [granted, disabled, enabled, redeemed, factors, sessions, removed];
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.NoContent);
    }

    private async Task UseTokensAsync()
    {
        using var display = await PostAsync(_administrator, Routes.Displays, new { name = "hall", sources = Array.Empty<string>() });
        using var screen = await PostAsync(_host.Caller(), Routes.LoginDisplay, new { token = SecretOf(await display.ReadAsync()) });
        _secrets.Add(screen.SessionCookie().Split('=', ';')[1]);

        var made = await (await PostAsync(_administrator, Routes.Tokens, new { name = "robot", grants = new[] { new Grant(Roles.Operator, []) } })).ReadAsync();
        var token = Secret(made, "token");
        await using (var robot = await _host.SubscribeAsync(token))
        {
            var run = await robot.Connection.InvokeAsync<ExecutionData>(HubMethods.RunPipeline, "default", "orders", false, Cancelled).DefaultTimeout();
            await robot.Connection.InvokeAsync(HubMethods.CancelExecution, "default", run.Id, Cancelled).DefaultTimeout();
        }

        (await _administrator.DeleteAsync($"{Routes.Tokens}/{(string)made["id"]!}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var revoked = _host.Caller(token);
        (await revoked.GetAsync(Routes.Stats, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    // The keys are those of RFC 8291, appendix A.
    private async Task SubscribeAsync(HttpClient caller)
    {
        const string Secret = "BTBZMqHH6r4Tts7J_aSIgg";
        var keys = new { p256dh = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", auth = Secret };
        using var subscribed = await PostAsync(caller, Routes.Push, new { endpoint = "https://push.example/send/abcdefgh", keys });
        subscribed.StatusCode.ShouldBe(HttpStatusCode.OK);
        _secrets.Add(Secret);
    }

    // What needs a problem or a channel is refused to somebody who may only watch.
    private async Task UseAlertsAsync()
    {
        using var rule = await PostAsync(_administrator, Routes.AlertRules, new { name = "busy", kind = "threshold", severity = "warning", settings = new { figure = "cpuUsage", above = 90 } });
        using var silence = await PostAsync(_administrator, Routes.AlertSilences, new { reason = "a release", to = _time.GetUtcNow().AddHours(1) });
        using var export = await _administrator.GetAsync($"{Routes.Export}/runs.csv", Cancelled);
        HttpResponseMessage[] answers = [rule, silence, export];
        answers.ShouldAllBe(answer => answer.IsSuccessStatusCode);
        using var viewer = _host.Caller((await _host.CreateTokenAsync([new Grant(Roles.Viewer, [])])).Token);
        using var acknowledged = await PostAsync(viewer, $"{Routes.Problems}/none/acknowledge", new { hours = 1 });
        using var takenBack = await viewer.DeleteAsync($"{Routes.Problems}/none/acknowledge", Cancelled);
        using var channel = await PostAsync(viewer, Routes.AlertChannels, new { name = "none", kind = "webhook" });
        using var tested = await PostAsync(viewer, $"{Routes.AlertChannels}/none/test", null);
        using var route = await PostAsync(viewer, Routes.AlertRoutes, new { name = "none", channels = Array.Empty<string>() });
        HttpResponseMessage[] refusals = [acknowledged, takenBack, channel, tested, route];
        refusals.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Forbidden);
    }

    // The monitor sends what is asked for, and records that itself.
    private async Task UseReportsAsync()
    {
        using var channel = await PostAsync(_administrator, Routes.AlertChannels, new { name = "team", kind = "email", settings = new { to = (string[])["team@example.com"] } });
        var report = new { name = "Morning report", range = "day", every = "day", at = "07:00", zone = "UTC", channel = (string)(await channel.ReadAsync())["id"]! };
        using var made = await PostAsync(_administrator, Routes.ExportSchedules, report);
        using var sent = await PostAsync(_administrator, $"{Routes.ExportSchedules}/{(string)(await made.ReadAsync())["id"]!}/send", null);
        sent.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    private async Task UseDashboardsAsync()
    {
        using var made = await PostAsync(_administrator, Routes.Dashboards, new { title = "Night" });
        var dashboard = $"{Routes.Dashboards}/{(string)(await made.ReadAsync())["id"]!}";
        using var changed = await SendAsync(HttpMethod.Put, dashboard, 1, new { title = "Night shift" });
        using var shared = await SendAsync(HttpMethod.Put, dashboard, 2, new { title = "Night shift", visibility = "read" });
        using var restored = await SendAsync(HttpMethod.Post, $"{dashboard}/versions/1/restore", 3, body: null);
        using var deleted = await SendAsync(HttpMethod.Delete, dashboard, 4, body: null);
        HttpResponseMessage[] answers = [made, changed, shared, restored, deleted];
        answers.ShouldAllBe(answer => answer.IsSuccessStatusCode);
    }

    // Once it has passed to the administrators, because its owner was removed.
    private async Task TakeDashboardAsync()
    {
        var left = await Eventually.GetAsync(
            async () => JsonNode.Parse(await _administrator.GetStringAsync(Routes.Dashboards, Cancelled))!["dashboards"]!.AsArray().FirstOrDefault(listed => (string)listed!["title"]! == "Left behind"),
            listed => listed is not null && listed["owner"] is null);
        using var taken = await PostAsync(_administrator, $"{Routes.Dashboards}/{(string)left!["id"]!}/take", null);
        (taken.StatusCode, (string)(await taken.ReadAsync())["owner"]!).ShouldBe((HttpStatusCode.OK, MonitorHost.AdminEmail));
        using var again = await PostAsync(_administrator, $"{Routes.Dashboards}/{(string)left["id"]!}/take", null);
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, int version, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.IfMatch.ParseAdd($"\"{version}\"");
        return await _administrator.SendAsync(request, Cancelled);
    }

    private async Task<HttpClient> SignInAsync(string email, string password)
    {
        using var caller = _host.Caller();
        var tokens = await (await PostAsync(caller, Routes.Login, new { email, password })).ReadAsync();
        Secret(tokens, "refreshToken");
        return _host.Caller(Secret(tokens, "accessToken"));
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient caller, string path, object? body) =>
        body is null ? caller.PostAsync(path, null, Cancelled) : caller.PostAsJsonAsync(path, body, Cancelled);

    private string Secret(JsonNode answer, string name)
    {
        var secret = (string)answer[name]!;
        _secrets.Add(secret);
        return secret;
    }

    /// <summary>That of a link.</summary>
    private string SecretOf(JsonNode answer)
    {
        var secret = ((string)answer["link"]!).Split('#')[1];
        _secrets.Add(secret);
        return secret;
    }
}
