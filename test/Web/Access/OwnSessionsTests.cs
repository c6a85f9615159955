using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>How sessions of one person follow each other, and how that person ends them.</summary>
public sealed class OwnSessionsTests : IAsyncLifetime
{
    private const string Email = "grace@example.com";

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private MonitorHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await MonitorHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(_time));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Sessions_OfOneself_EndOnlyAfterAProofOfIdentity()
    {
        await _host.CreateUserAsync(Email, Roles.Viewer);
        using var other = await _host.ServiceAsync(Email);
        using var grace = await _host.ServiceAsync(Email);
        var address = $"{Routes.Sessions}/{await OtherIdAsync(grace)}";
        _time.Advance(TimeSpan.FromMinutes(11));

        using var one = await grace.DeleteAsync(address, Cancelled);
        using var all = await grace.DeleteAsync(Routes.Sessions, Cancelled);
        using var before = await other.GetAsync(Routes.Me, Cancelled);
        using var proved = await grace.PostAsJsonAsync(Routes.Reauthenticate, new { password = MonitorHost.Password }, Cancelled);
        using var ended = await grace.DeleteAsync(Routes.Sessions, Cancelled);
        using var after = await other.GetAsync(Routes.Me, Cancelled);

        ((string)(await one.ReadAsync())["code"]!).ShouldBe("reauthentication-required");
        ((string)(await all.ReadAsync())["code"]!).ShouldBe("reauthentication-required");
        before.StatusCode.ShouldBe(HttpStatusCode.OK);
        proved.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        ended.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        after.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public Task Proof_InABrowser_GoesOnWithANewSession() =>
        ExpectNewSessionAsync(browser => browser.PostAsJsonAsync(Routes.Reauthenticate, new { password = MonitorHost.Password }, Cancelled));

    [Fact]
    public Task Password_ChangedInABrowser_GoesOnWithANewSession() =>
        ExpectNewSessionAsync(browser => browser.PostAsJsonAsync(Routes.Password, new { currentPassword = MonitorHost.Password, newPassword = "another horse battery" }, Cancelled));

    [Fact]
    public Task SecondFactor_TurnedOnInABrowser_GoesOnWithANewSession() => ExpectNewSessionAsync(async browser =>
    {
        using var begun = await browser.PostAsync($"{Routes.TwoFactor}/begin", null, Cancelled);
        var app = new AuthenticatorClient(await begun.ReadAsync());
        return await browser.PostAsJsonAsync($"{Routes.TwoFactor}/confirm", new { code = app.Code(_time.GetUtcNow()) }, Cancelled);
    });

    private async Task ExpectNewSessionAsync(Func<HttpClient, Task<HttpResponseMessage>> prove)
    {
        await _host.CreateUserAsync(Email, Roles.Viewer);
        using var former = await _host.BrowserAsync(Email);
        await using var page = await HubSubscriber.ConnectAsync(
            _host.Address, HubProtocolKind.Json, options => options.Headers["Cookie"] = former.DefaultRequestHeaders.GetValues("Cookie").Single());

        using var proved = await prove(former);

        proved.IsSuccessStatusCode.ShouldBeTrue();
        (await page.NextAsync<Closing>()).Reason.ShouldBe(ClosingReason.Restarting);
        using var renewed = _host.Caller();
        renewed.DefaultRequestHeaders.Add("Cookie", proved.Header("Set-Cookie")!.Split(';')[0]);
        (await former.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await renewed.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await renewed.GetAsync(Routes.Sessions, Cancelled)).ReadAsync())["sessions"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Sessions_OfOthers_AreEndedByAnAdministratorAtOnce()
    {
        var id = await OwnIdAsync(await _host.CreateUserAsync(Email, Roles.Viewer));
        using var administrator = await _host.ServiceAsync();
        _time.Advance(TimeSpan.FromMinutes(11));

        using var ended = await administrator.DeleteAsync($"{Routes.Sessions}/{id}", Cancelled);

        ended.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Session_OfItsOwn_NeedsNoProofToEnd()
    {
        using var grace = await _host.ServiceAsync(await _host.CreateUserAsync(Email, Roles.Viewer));
        var current = (string)(await (await grace.GetAsync(Routes.Sessions, Cancelled)).ReadAsync())["sessions"]!.AsArray().Single()!["id"]!;
        _time.Advance(TimeSpan.FromMinutes(11));

        (await grace.DeleteAsync($"{Routes.Sessions}/{current}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task SignIn_AgainInTheSameBrowser_WithAsManySessionsAsAllowed_EndsThatOneAlone()
    {
        var email = await _host.CreateUserAsync(Email, Roles.Viewer);
        using var oldest = await _host.BrowserAsync(email);
        for (var i = 0; i < SessionOptions.MostOfOnePerson - 2; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await _host.TokensAsync(email);
        }

        using var browser = await _host.BrowserAsync(email);

        using var again = await browser.PostAsJsonAsync($"{Routes.Login}?useCookies=true", new { email, password = MonitorHost.Password }, Cancelled);

        again.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await oldest.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task SignIn_AgainInTheSameBrowser_EndsTheSessionBefore()
    {
        using var browser = await _host.BrowserAsync(MonitorHost.AdminEmail);

        using var again = await browser.PostAsJsonAsync($"{Routes.Login}?useCookies=true", new { email = MonitorHost.AdminEmail, password = MonitorHost.Password }, Cancelled);

        again.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await browser.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        browser.DefaultRequestHeaders.Remove("Cookie");
        browser.DefaultRequestHeaders.Add("Cookie", again.Header("Set-Cookie")!.Split(';')[0]);
        (await browser.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<string> OtherIdAsync(HttpClient caller) =>
        (string)(await (await caller.GetAsync(Routes.Sessions, Cancelled)).ReadAsync())["sessions"]!.AsArray().Single(session => !(bool)session!["current"]!)!["id"]!;

    private async Task<string> OwnIdAsync(string email)
    {
        using var caller = await _host.ServiceAsync(email);
        return (string)(await (await caller.GetAsync(Routes.Sessions, Cancelled)).ReadAsync())["sessions"]!.AsArray().Single()!["id"]!;
    }
}
