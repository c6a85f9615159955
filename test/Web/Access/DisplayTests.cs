using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>Wall screens: let in by a link or by a code that an administrator confirms.</summary>
public sealed class DisplayTests : IAsyncLifetime
{
    private static readonly string[] Sources = ["default"];

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private MonitorHost _host = null!;
    private HttpClient _administrator = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await MonitorHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(_time));
        _administrator = await _host.ServiceAsync(MonitorHost.AdminEmail);
    }

    [Fact]
    public async Task Link_LetsAScreenIn_AsAViewerOfItsDaemons_ForMonths_UntilRevoked()
    {
        using var made = await _administrator.PostAsJsonAsync(Routes.Displays, new { name = "hall", sources = Sources, expiresAt = (DateTimeOffset?)null }, Cancelled);
        made.StatusCode.ShouldBe(HttpStatusCode.OK);
        var display = await made.ReadAsync();
        var link = (string)display["link"]!;

        using var screen = await ScreenAsync($"{Routes.LoginDisplay}", new { token = link.Split('#')[1] });
        _time.Sleep(TimeSpan.FromDays(300));

        link.ShouldStartWith($"{_host.Address}/display#fxm_");
        (await screen.GetStringAsync(Routes.Me, Cancelled)).ShouldBe("""{"email":"hall","roles":["viewer"],"sources":["default"],"operatesSources":[],"kind":"display","dashboards":[]}""");
        (await screen.GetAsync(Routes.People, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await screen.PostAsync($"{Routes.DashboardHub}/negotiate?negotiateVersion=1", null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var ada = await _host.ServiceAsync(MonitorHost.AdminEmail);
        var listed = (await (await ada.GetAsync(Routes.Tokens, Cancelled)).ReadAsync())["tokens"]!.AsArray().Single()!;
        ((string)listed["kind"]!).ShouldBe("display");
        (await ada.DeleteAsync($"{Routes.Tokens}/{(string)display["id"]!}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await screen.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var page = await screen.GetAsync("/?kiosk", Cancelled);
        page.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page.Header("Location").ShouldBe("/display");
    }

    [Fact]
    public async Task Code_OnceConfirmed_LetsTheScreenThatShowsItIn_Once()
    {
        using var wall = _host.Caller();
        using var shown = await wall.PostAsync($"{Routes.LoginDisplay}/code", null, Cancelled);
        var code = await shown.ReadAsync();
        var redemption = new { secret = (string)code["secret"]! };

        using var waiting = await wall.PostAsJsonAsync($"{Routes.LoginDisplay}/code/redeem", redemption, Cancelled);
        using var confirmed = await ConfirmAsync((string)code["code"]!);
        using var screen = await ScreenAsync($"{Routes.LoginDisplay}/code/redeem", redemption);
        using var again = await wall.PostAsJsonAsync($"{Routes.LoginDisplay}/code/redeem", redemption, Cancelled);
        using var twice = await ConfirmAsync((string)code["code"]!);

        ((string)code["code"]!).ShouldMatch("^[0-9]{6}$");
        waiting.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        confirmed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await screen.GetStringAsync(Routes.Me, Cancelled)).ShouldContain("\"email\":\"hall\"");
        again.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        twice.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Code_MoreOfOneNetworkThanMayWait_IsRefused_AndOthersStillGetOne()
    {
        using var stranger = LoopbackCaller.From(_host.Address, "127.0.8.1");
        for (var i = 0; i < 10; i++)
        {
            (await stranger.PostAsync($"{Routes.LoginDisplay}/code", null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var refused = await stranger.PostAsync($"{Routes.LoginDisplay}/code", null, Cancelled);
        using var wall = _host.Caller();
        using var shown = await wall.PostAsync($"{Routes.LoginDisplay}/code", null, Cancelled);

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Code_AfterTenMinutes_CannotBeConfirmed()
    {
        using var wall = _host.Caller();
        using var shown = await wall.PostAsync($"{Routes.LoginDisplay}/code", null, Cancelled);
        var code = await shown.ReadAsync();
        _time.Advance(TimeSpan.FromMinutes(10));

        using var confirmed = await ConfirmAsync((string)code["code"]!);
        using var redeemed = await wall.PostAsJsonAsync($"{Routes.LoginDisplay}/code/redeem", new { secret = (string)code["secret"]! }, Cancelled);

        confirmed.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        redeemed.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Token_OfAScreen_OpensNothingAsABearerToken_AndThatOfAServiceNoScreen()
    {
        using var made = await _administrator.PostAsJsonAsync(Routes.Displays, new { name = "hall", sources = Array.Empty<string>() }, Cancelled);
        using var display = _host.Caller(((string)(await made.ReadAsync())["link"]!).Split('#')[1]);
        var (_, service) = await _host.CreateTokenAsync([new Grant(Roles.Admin, [])]);
        using var caller = _host.Caller();

        using var asBearer = await display.GetAsync(Routes.Me, Cancelled);
        using var asScreen = await caller.PostAsJsonAsync(Routes.LoginDisplay, new { token = service }, Cancelled);

        asBearer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        asScreen.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("""{"name":"hall"}""", "sources")]
    [InlineData("""{"name":"hall","sources":["No Name"]}""", "sources")]
    [InlineData("""{"name":"","sources":[]}""", "name")]
    [InlineData("""{"name":"hall","sources":[],"expiresAt":"2020-01-01T00:00:00Z"}""", "expiresAt")]
    public async Task Display_WithWhatCannotBe_Is400ThatNamesTheField(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await _administrator.PostAsync(Routes.Displays, content, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.ReadAsync())["errors"]!.AsObject().Select(error => error.Key.ToUpperInvariant()).ShouldBe([field.ToUpperInvariant()]);
    }

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        await _host.DisposeAsync();
    }

    private Task<HttpResponseMessage> ConfirmAsync(string code) =>
        _administrator.PostAsJsonAsync($"{Routes.Displays}/confirm", new { code, name = "hall", sources = Array.Empty<string>(), expiresAt = (DateTimeOffset?)null }, Cancelled);

    /// <summary>The browser of a screen, with the cookie that it was given.</summary>
    private async Task<HttpClient> ScreenAsync(string route, object body)
    {
        var screen = _host.Caller();
        using var signedIn = await screen.PostAsJsonAsync(route, body, Cancelled);
        signedIn.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        screen.DefaultRequestHeaders.Add("Cookie", signedIn.Header("Set-Cookie")!.Split(';')[0]);
        screen.DefaultRequestHeaders.Add("Origin", _host.Address);
        return screen;
    }
}
