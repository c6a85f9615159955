using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Web.Tests.Access;

/// <summary><c>/api/account/passkeys</c>, and the sign-in with one.</summary>
public sealed class PasskeyTests : IAsyncLifetime
{
    private const string Email = "grace@example.com";

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private MonitorHost _host = null!;
    private SoftwareAuthenticator _device = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string HostName => new UriBuilder(_host.Address) { Host = "localhost" }.Uri.Authority;

    public async ValueTask InitializeAsync()
    {
        _host = await MonitorHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(_time), settings: ("Access:TwoFactorFrom", Roles.Viewer));
        _device = new SoftwareAuthenticator($"http://{HostName}");
        await _host.CreateUserAsync(Email, Roles.Viewer);
    }

    [Fact]
    public async Task Passkey_OnceAdded_SignsIn_AndCountsAsTwoFactors()
    {
        using var grace = await PersonAsync();
        var id = await AddAsync(grace);

        using var signedIn = await SignInAsync(await BeginAsync());

        signedIn.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var withPasskey = _host.Caller((string)(await signedIn.ReadAsync())["accessToken"]!);
        (await withPasskey.GetStringAsync(Routes.Me, Cancelled)).ShouldContain("\"roles\":[\"viewer\"]");
        (await grace.GetStringAsync(Routes.Me, Cancelled)).ShouldContain("\"roles\":[]");
        var listed = await (await grace.GetAsync(Routes.Passkeys, Cancelled)).ReadAsync();
        listed["available"]!.GetValue<bool>().ShouldBeTrue();
        listed["passkeys"]!.AsArray().Select(passkey => ((string)passkey!["id"]!, (string)passkey["name"]!)).ShouldBe([(id, "my key")]);
    }

    [Fact]
    public async Task Passkey_Removed_SignsNobodyIn()
    {
        using var grace = await PersonAsync();
        var id = await AddAsync(grace);
        var begun = await BeginAsync();

        using var removed = await grace.DeleteAsync($"{Routes.Passkeys}/{id}", Cancelled);
        using var again = await grace.DeleteAsync($"{Routes.Passkeys}/{id}", Cancelled);
        using var signedIn = await SignInAsync(begun);

        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        signedIn.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Answer_SentTwice_OpensOnce()
    {
        using var grace = await PersonAsync();
        await AddAsync(grace);
        var begun = await BeginAsync();
        var body = new { state = (string)begun["state"]!, credential = _device.Get(begun["options"]!) };
        using var caller = Caller();

        using var first = await caller.PostAsJsonAsync(Routes.LoginPasskey, body, Cancelled);
        using var second = await caller.PostAsJsonAsync(Routes.LoginPasskey, body, Cancelled);

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        second.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Answer_AfterFiveMinutes_OpensNothing()
    {
        using var grace = await PersonAsync();
        await AddAsync(grace);
        var begun = await BeginAsync();
        _time.Advance(TimeSpan.FromMinutes(5));

        using var signedIn = await SignInAsync(begun);

        signedIn.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Device_ThatDidNotVerifyThePerson_OpensNothing()
    {
        using var grace = await PersonAsync();
        await AddAsync(grace);
        _device.Flags = 0x01;

        using var signedIn = await SignInAsync(await BeginAsync());

        signedIn.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Page_OfAnotherOrigin_AddsNoPasskey()
    {
        using var grace = await PersonAsync();
        using var foreign = new SoftwareAuthenticator("http://localhost:1");
        var begun = await BeginAsync(grace);

        using var added = await grace.PostAsJsonAsync(Routes.Passkeys, new { state = (string)begun["state"]!, name = "my key", credential = foreign.Create(begun["options"]!) }, Cancelled);

        added.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await added.ReadAsync())["errors"]!["credential"].ShouldNotBeNull();
    }

    [Fact]
    public async Task State_OfSomebodyElse_AddsNoPasskey()
    {
        using var grace = await PersonAsync();
        using var ada = await _host.ServiceAsync(MonitorHost.AdminEmail);
        var begun = await BeginAsync(grace);

        using var added = await ada.PostAsJsonAsync(Routes.Passkeys, new { state = (string)begun["state"]!, name = "my key", credential = _device.Create(begun["options"]!) }, Cancelled);

        added.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await added.ReadAsync())["errors"]!["state"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Disabled_Person_IsNotLetInByAPasskey()
    {
        using var grace = await PersonAsync();
        await AddAsync(grace);
        await using (var scope = _host.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Person>>();
            var person = (await users.FindByEmailAsync(Email))!;
            person.DisabledAt = _time.GetUtcNow();
            (await users.UpdateAsync(person)).Succeeded.ShouldBeTrue();
        }

        using var signedIn = await SignInAsync(await BeginAsync());

        signedIn.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Address_ThatIsANumber_SaysWhyThereAreNoPasskeys()
    {
        using var grace = await _host.ServiceAsync(Email);
        using var anyone = _host.Caller();

        var listed = await (await grace.GetAsync(Routes.Passkeys, Cancelled)).ReadAsync();
        using var begun = await grace.PostAsync($"{Routes.Passkeys}/begin", null, Cancelled);
        using var signIn = await anyone.PostAsync($"{Routes.LoginPasskey}/begin", null, Cancelled);

        listed["available"]!.GetValue<bool>().ShouldBeFalse();
        ((string)listed["reason"]!).ShouldStartWith("Passkeys need a host name, and this address has a number: 127.0.0.1.");
        ((string)listed["reasonCode"]!).ShouldBe("needs-host-name");
        begun.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        signIn.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    public async ValueTask DisposeAsync()
    {
        _device.Dispose();
        await _host.DisposeAsync();
    }

    private HttpClient Caller() => AtHostName(_host.Caller());

    private async Task<HttpClient> PersonAsync() => AtHostName(await _host.ServiceAsync(Email));

    private HttpClient AtHostName(HttpClient client)
    {
        client.DefaultRequestHeaders.Host = HostName;
        return client;
    }

    private async Task<string> AddAsync(HttpClient person)
    {
        var begun = await BeginAsync(person);
        using var added = await person.PostAsJsonAsync(Routes.Passkeys, new { state = (string)begun["state"]!, name = "my key", credential = _device.Create(begun["options"]!) }, Cancelled);
        (await added.Content.ReadAsStringAsync(Cancelled)).ShouldStartWith("{\"id\":");
        return (string)(await added.ReadAsync())["id"]!;
    }

    private static async Task<JsonNode> BeginAsync(HttpClient person)
    {
        using var begun = await person.PostAsync($"{Routes.Passkeys}/begin", null, Cancelled);
        begun.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await begun.ReadAsync();
    }

    private async Task<JsonNode> BeginAsync()
    {
        using var caller = Caller();
        using var begun = await caller.PostAsync($"{Routes.LoginPasskey}/begin", null, Cancelled);
        begun.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await begun.ReadAsync();
    }

    private async Task<HttpResponseMessage> SignInAsync(JsonNode begun)
    {
        using var caller = Caller();
        return await caller.PostAsJsonAsync(Routes.LoginPasskey, new { state = (string)begun["state"]!, credential = _device.Get(begun["options"]!) }, Cancelled);
    }
}
