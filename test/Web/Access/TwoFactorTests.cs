using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Web.Tests.Access;

/// <summary><c>/api/account/two-factor</c>, and the sign-in with a second factor.</summary>
public sealed class TwoFactorTests : IAsyncLifetime
{
    private const string Email = "grace@example.com";

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private MonitorHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await MonitorHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(_time), settings: ("Access:TwoFactorFrom", Roles.Admin));
        await _host.CreateUserAsync(Email, Roles.Operator);
    }

    [Fact]
    public async Task SignIn_OnceTurnedOn_NeedsACode_AndEachCodeOpensOnce()
    {
        var (app, _) = await TurnOnAsync(Email);
        _time.Advance(TimeSpan.FromSeconds(60));
        var code = app.Code(_time.GetUtcNow());

        using var without = await SignInAsync(Email, null);
        using var wrong = await SignInAsync(Email, app.Code(_time.GetUtcNow().AddHours(1)));
        using var right = await SignInAsync(Email, code);
        using var again = await SignInAsync(Email, code);

        without.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await without.ReadAsync())["requiresTwoFactor"]!.GetValue<bool>().ShouldBeTrue();
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
        again.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        ((string)(await again.ReadAsync())["detail"]!).ShouldContain("used already");
    }

    [Fact]
    public async Task SignIn_WithAWrongPassword_DoesNotTellThatACodeIsNeeded()
    {
        await TurnOnAsync(Email);
        using var caller = _host.Caller();

        using var answer = await caller.PostAsJsonAsync(Routes.Login, new { email = Email, password = "wrong horse battery" }, Cancelled);

        (await answer.ReadAsync())["requiresTwoFactor"].ShouldBeNull();
    }

    [Fact]
    public async Task RecoveryCode_OpensOnce_AndNewOnesEndTheOldOnes()
    {
        var (_, codes) = await TurnOnAsync(Email);

        using var first = await SignInAsync(Email, codes[0].ToUpperInvariant());
        using var again = await SignInAsync(Email, codes[0]);
        using var grace = await ServiceAsync(first);
        using var renewed = await grace.PostAsync($"{Routes.TwoFactor}/recovery-codes", null, Cancelled);
        using var old = await SignInAsync(Email, codes[1]);
        using var fresh = await SignInAsync(Email, (string)(await renewed.ReadAsync())["recoveryCodes"]![9]!);

        codes.Length.ShouldBe(10);
        again.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        renewed.StatusCode.ShouldBe(HttpStatusCode.OK);
        old.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        fresh.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await grace.GetAsync(Routes.TwoFactor, Cancelled)).ReadAsync()).ToJsonString().ShouldBe("""{"enabled":true,"recoveryCodesLeft":9,"missing":false}""");
    }

    [Fact]
    public async Task Factor_IsChangedOnlyByWhoeverProvedTheirIdentityRecently()
    {
        var (app, _) = await TurnOnAsync(Email);
        using var signedIn = await SignInAsync(Email, app.Code(_time.GetUtcNow().AddSeconds(30)));
        using var grace = await ServiceAsync(signedIn);
        _time.Advance(TimeSpan.FromMinutes(11));

        using var refused = await grace.DeleteAsync(Routes.TwoFactor, Cancelled);
        using var withoutCode = await grace.PostAsJsonAsync(Routes.Reauthenticate, new { password = MonitorHost.Password }, Cancelled);
        using var proved = await grace.PostAsJsonAsync(Routes.Reauthenticate, new { password = MonitorHost.Password, twoFactorCode = app.Code(_time.GetUtcNow()) }, Cancelled);
        using var removed = await grace.DeleteAsync(Routes.TwoFactor, Cancelled);
        using var without = await SignInAsync(Email, null);

        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        ((string)(await refused.ReadAsync())["code"]!).ShouldBe("reauthentication-required");
        withoutCode.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        proved.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        without.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Role_ThatNeedsTwoFactors_PermitsNothingUntilTheSecondIsSetUp()
    {
        using var administrator = await _host.ServiceAsync(MonitorHost.AdminEmail);

        using var refused = await administrator.GetAsync(Routes.People, Cancelled);
        var before = await (await administrator.GetAsync(Routes.Me, Cancelled)).ReadAsync();
        var (app, _) = await TurnOnAsync(administrator);
        using var people = await administrator.GetAsync(Routes.People, Cancelled);

        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        ((string)(await refused.ReadAsync())["code"]!).ShouldBe("two-factor-required");
        before["roles"]!.AsArray().ShouldBeEmpty();
        people.StatusCode.ShouldBe(HttpStatusCode.OK);
        app.Uri.ShouldStartWith("otpauth://totp/FlextMonitor%20127.0.0.1:ada%40example.com?secret=");
        app.Svg.ShouldStartWith("<svg");
    }

    [Fact]
    public async Task TurnedOn_EndsTheSessionsThatProvedThePasswordAlone()
    {
        using var other = await _host.ServiceAsync(MonitorHost.AdminEmail);
        using var administrator = await _host.ServiceAsync(MonitorHost.AdminEmail);

        await TurnOnAsync(administrator);

        (await administrator.GetAsync(Routes.People, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await other.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Administrator_TakesALostFactorAway_WhichEndsTheSessions()
    {
        var (app, _) = await TurnOnAsync(Email);
        using var signedIn = await SignInAsync(Email, app.Code(_time.GetUtcNow().AddSeconds(30)));
        using var grace = await ServiceAsync(signedIn);
        using var administrator = await _host.ServiceAsync(MonitorHost.AdminEmail);
        await TurnOnAsync(administrator);
        var people = await (await administrator.GetAsync(Routes.People, Cancelled)).ReadAsync();
        var id = (string)people["people"]!.AsArray().Single(person => (string)person!["email"]! == Email)!["id"]!;

        using var removed = await administrator.DeleteAsync($"{Routes.People}/{id}/two-factor", Cancelled);

        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await grace.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var without = await SignInAsync(Email, null);
        without.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Code_GuessedTooOften_Is429()
    {
        var (app, _) = await TurnOnAsync(Email);
        var statuses = new List<HttpStatusCode>();

        // The wrong code that turning it on tried first counts, too.
        for (var guess = 1; guess <= 5; guess++)
        {
            using var answer = await SignInAsync(Email, app.Code(_time.GetUtcNow().AddHours(1 + guess)));
            statuses.Add(answer.StatusCode);
        }

        statuses[..4].ShouldAllBe(status => status == HttpStatusCode.Unauthorized);
        statuses[4].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task<(AuthenticatorClient App, string[] Codes)> TurnOnAsync(string email)
    {
        using var service = await _host.ServiceAsync(email);
        return await TurnOnAsync(service);
    }

    private async Task<(AuthenticatorClient App, string[] Codes)> TurnOnAsync(HttpClient person)
    {
        using var begun = await person.PostAsync($"{Routes.TwoFactor}/begin", null, Cancelled);
        begun.StatusCode.ShouldBe(HttpStatusCode.OK);
        var app = new AuthenticatorClient(await begun.ReadAsync());
        using var wrong = await person.PostAsJsonAsync($"{Routes.TwoFactor}/confirm", new { code = app.Code(_time.GetUtcNow().AddHours(1)) }, Cancelled);
        using var confirmed = await person.PostAsJsonAsync($"{Routes.TwoFactor}/confirm", new { code = app.Code(_time.GetUtcNow()) }, Cancelled);
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        confirmed.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (app, [.. (await confirmed.ReadAsync())["recoveryCodes"]!.AsArray().Select(code => (string)code!)]);
    }

    private async Task<HttpResponseMessage> SignInAsync(string email, string? code)
    {
        using var caller = _host.Caller();
        return await caller.PostAsJsonAsync(Routes.Login, new { email, password = MonitorHost.Password, twoFactorCode = code }, Cancelled);
    }

    private async Task<HttpClient> ServiceAsync(HttpResponseMessage signedIn)
    {
        signedIn.StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonNode tokens = await signedIn.ReadAsync();
        return _host.Caller((string)tokens["accessToken"]!);
    }
}
