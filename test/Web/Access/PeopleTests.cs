using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Web.Tests.Access;

/// <summary><c>/api/people</c>, <c>/api/sessions</c> and passwords.</summary>
public sealed class PeopleTests : IAsyncLifetime
{
    private const string Email = "grace@example.com";
    private const string NewPassword = "another horse battery";
    private static readonly Grant[] Viewer = [new(Roles.Viewer, ["default"])];

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private MonitorHost _host = null!;
    private HttpClient _administrator = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await MonitorHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(_time));
        _administrator = await _host.ServiceAsync();
    }

    [Fact]
    public async Task Invitation_OnceUsed_LetsThePersonIn_WithTheGrants_AndIsUsedUp()
    {
        var (id, link) = await InviteAsync();
        new Uri(link).GetLeftPart(UriPartial.Path).ShouldBe($"{_host.Address}/invitation");

        (await SignInAsync(Email, MonitorHost.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await RedeemAsync(Routes.Invitation, link, MonitorHost.Password)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await RedeemAsync(Routes.Invitation, link, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var grace = await _host.ServiceAsync(Email);
        (await grace.GetStringAsync(Routes.Me, Cancelled)).ShouldBe($$"""{"email":"{{Email}}","roles":["viewer"],"sources":["default"],"operatesSources":[],"kind":"person","dashboards":null}""");
        var person = await ReadAsync($"{Routes.People}/{id}");
        person["invited"]!.GetValue<bool>().ShouldBeFalse();
        ((string)person["lastSignInBy"]!).ShouldBe("password");
        person["lastSignInAt"]!.GetValue<DateTimeOffset>().ShouldBe(_time.GetUtcNow(), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Invitation_AfterSevenDays_IsNotValid()
    {
        var (_, link) = await InviteAsync();
        _time.Sleep(TimeSpan.FromDays(7));

        (await RedeemAsync(Routes.Invitation, link, MonitorHost.Password)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("eleven-char", "newPassword")]
    [InlineData("qwerty123456", "newPassword")]
    [InlineData("flextmonitor-1", "newPassword")]
    public async Task Password_ThatIsWeak_IsRefusedForItsField(string password, string field)
    {
        using var answer = await _administrator.PostAsJsonAsync(Routes.Password, new { currentPassword = MonitorHost.Password, newPassword = password }, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.ReadAsync())["errors"]!.AsObject().Select(error => error.Key.ToUpperInvariant()).ShouldBe([field.ToUpperInvariant()]);
    }

    [Fact]
    public async Task Password_Changed_EndsTheOtherSessionsAlone()
    {
        await _host.CreateUserAsync(Email, Roles.Viewer);
        using var changing = await _host.ServiceAsync(Email);
        using var other = await _host.ServiceAsync(Email);

        using var wrong = await changing.PostAsJsonAsync(Routes.Password, new { currentPassword = NewPassword, newPassword = NewPassword }, Cancelled);
        using var changed = await changing.PostAsJsonAsync(Routes.Password, new { currentPassword = MonitorHost.Password, newPassword = NewPassword }, Cancelled);

        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadAsStringAsync(Cancelled)).ShouldContain("currentPassword");
        changed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await changing.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await other.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SignInAsync(Email, MonitorHost.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SignInAsync(Email, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Disabled_Person_IsOut_WithTheSameAnswerAsAWrongPassword_UntilEnabled()
    {
        var email = await _host.CreateUserAsync(Email, Roles.Viewer);
        using var grace = await _host.ServiceAsync(email);
        var id = await IdOfAsync(email);

        (await _administrator.PostAsync($"{Routes.People}/{id}/disable", null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await grace.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var disabled = await SignInAsync(email, MonitorHost.Password);
        using var wrong = await SignInAsync(email, NewPassword);
        disabled.StatusCode.ShouldBe(wrong.StatusCode);
        ((string)(await disabled.ReadAsync())["detail"]!).ShouldBe((string)(await wrong.ReadAsync())["detail"]!);
        (await _administrator.PostAsync($"{Routes.People}/{id}/enable", null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await SignInAsync(email, MonitorHost.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await grace.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task LastAdministrator_CanBeNeitherDisabledNorDemotedNorDeleted()
    {
        var person = $"{Routes.People}/{await IdOfAsync(MonitorHost.AdminEmail)}";

        HttpResponseMessage[] answers =
        [
            await _administrator.PostAsync($"{person}/disable", null, Cancelled),
            await _administrator.DeleteAsync(person, Cancelled),
            await _administrator.PutAsJsonAsync(person, new { grants = Viewer }, Cancelled),
        ];

        foreach (var answer in answers)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            ((string)(await answer.ReadAsync())["code"]!).ShouldBe("last-administrator");
            answer.Dispose();
        }
    }

    [Theory]
    [InlineData("""{"email":"x@example.com","grants":[{"role":"boss","sources":[]}]}""", "grants")]
    [InlineData("""{"email":"x@example.com"}""", "grants")]
    [InlineData("""{"email":"nobody","grants":[]}""", "email")]
    [InlineData("""{"email":"ADA@example.com","grants":[]}""", "email")]
    [InlineData("""{"email":" ada@example.com","grants":[]}""", "email")]
    [InlineData("""{"email":"ada@exam ple.com","grants":[]}""", "email")]
    [InlineData("""{"email":"a\u0000@example.com","grants":[]}""", "email")]
    public async Task Invite_WithWhatCannotBe_Is400ThatNamesTheField(string body, string field)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await _administrator.PostAsync(Routes.People, content, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.ReadAsync())["errors"]!.AsObject().Select(error => error.Key.ToUpperInvariant()).ShouldBe([field.ToUpperInvariant()]);
    }

    [Fact]
    public async Task Sessions_OfOneself_AreListedWithDeviceAndUse_AndThoseOfOthersForAdministratorsAlone()
    {
        var email = await _host.CreateUserAsync(Email, Roles.Viewer);
        using var grace = await _host.ServiceAsync(email);
        grace.DefaultRequestHeaders.UserAgent.ParseAdd("curl/8.0");
        using var browser = await _host.BrowserAsync(email);
        _time.Advance(TimeSpan.FromMinutes(2));

        var own = (await (await grace.GetAsync(Routes.Sessions, Cancelled)).ReadAsync())["sessions"]!.AsArray();
        var id = await IdOfAsync(email);
        using var ofAda = await grace.GetAsync($"{Routes.Sessions}?person={await IdOfAsync(MonitorHost.AdminEmail)}", Cancelled);
        var seen = (await ReadAsync($"{Routes.Sessions}?person={id}"))["sessions"]!.AsArray();

        own.Count.ShouldBe(2);
        own.Single(session => session!["current"]!.GetValue<bool>())!["lastUsedAt"]!.GetValue<DateTimeOffset>().ShouldBe(_time.GetUtcNow(), TimeSpan.FromSeconds(1));
        own.Count(session => session!["browser"]!.GetValue<bool>()).ShouldBe(1);
        ofAda.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        seen.Count.ShouldBe(2);
        foreach (var session in seen)
        {
            (await _administrator.DeleteAsync($"{Routes.Sessions}/{(string)session!["id"]!}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await grace.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Session_OfABrowser_SlidesWithUse_AndNotWithTheSocketNorWithWhatThePageAsksByItself()
    {
        using var browser = await _host.BrowserAsync();
        for (var hour = 0; hour < 3; hour++)
        {
            _time.Advance(TimeSpan.FromHours(7));
            (await browser.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        for (var hour = 0; hour < 2; hour++)
        {
            _time.Advance(TimeSpan.FromHours(3.5));
            (await browser.PostAsync($"{Routes.DashboardHub}/negotiate?negotiateVersion=1", null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
            using var background = new HttpRequestMessage(HttpMethod.Get, Routes.Connections);
            background.Headers.Add("X-FlextMonitor-Background", "true");
            (await browser.SendAsync(background, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        _time.Advance(TimeSpan.FromHours(1));
        (await browser.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Session_OfABrowser_ExpiresUnderAPageThatIsLeftOpen()
    {
        using var browser = await _host.BrowserAsync();
        (await browser.GetAsync("/", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        browser.DefaultRequestHeaders.Add("X-FlextMonitor-Background", "true");

        // What the page asks by itself: every few seconds, and whenever its connection is opened again.
        for (var minutes = 0; minutes < 8 * 60; minutes += 30)
        {
            (await browser.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await browser.GetAsync(Routes.Connections, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await browser.PostAsync($"{Routes.DashboardHub}/negotiate?negotiateVersion=1", null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
            _time.Advance(TimeSpan.FromMinutes(30));
        }

        (await browser.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Session_OfABrowser_ExpiresUnderALogThatIsFollowed()
    {
        var cookie = await _host.CookieAsync();
        await using var subscriber = await HubSubscriber.ConnectAsync(_host.Address, HubProtocolKind.Json, options => options.Headers["Cookie"] = cookie);
        using var browser = _host.Caller();
        browser.DefaultRequestHeaders.Add("Cookie", cookie);
        browser.DefaultRequestHeaders.Add("X-FlextMonitor-Background", "true");
        _time.Advance(TimeSpan.FromHours(7));
        await Should.ThrowAsync<HubException>(() => subscriber.Connection.InvokeAsync<object>(HubMethods.GetExecution, "default", "none", Cancelled).DefaultTimeout());

        _time.Advance(TimeSpan.FromHours(1));

        (await browser.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Sessions_OfSomebody_EndedByAnAdministrator_TakeTheLinkWithThem()
    {
        var id = await IdOfAsync(await _host.CreateUserAsync(Email, Roles.Viewer));
        using var made = await _administrator.PostAsync($"{Routes.People}/{id}/link", null, Cancelled);
        var link = (string)(await made.ReadAsync())["link"]!;

        (await _administrator.DeleteAsync($"{Routes.People}/{id}/sessions", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await RedeemAsync(Routes.PasswordReset, link, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        await _host.DisposeAsync();
    }

    private async Task<(string Id, string Link)> InviteAsync()
    {
        using var answer = await _administrator.PostAsJsonAsync(Routes.People, new { email = Email, grants = Viewer }, Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var invited = await answer.ReadAsync();
        return ((string)invited["id"]!, (string)invited["link"]!);
    }

    private async Task<HttpResponseMessage> RedeemAsync(string route, string link, string password)
    {
        using var caller = _host.Caller();
        return await caller.PostAsJsonAsync(route, new { secret = link.Split('#')[1], password }, Cancelled);
    }

    private async Task<HttpResponseMessage> SignInAsync(string email, string password)
    {
        using var caller = _host.Caller();
        return await caller.PostAsJsonAsync(Routes.Login, new { email, password }, Cancelled);
    }

    private async Task<string> IdOfAsync(string email) =>
        (string)(await ReadAsync(Routes.People))["people"]!.AsArray().Single(person => (string)person!["email"]! == email)!["id"]!;

    private async Task<JsonNode> ReadAsync(string path)
    {
        using var answer = await _administrator.GetAsync(path, Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.ReadAsync();
    }
}
