using System.Net;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Web.Providers;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Tests.Access.Providers;

/// <summary>
/// A provider that fails in the middle of a confirmation costs nobody the session, although its refresh tokens are good once, and an answer that is for somebody else
/// ends it.
/// </summary>
public sealed class ProviderFaultTests
{
    private const string TokenPath = "/connect/token";
    private const string UserInfoPath = "/connect/userinfo";
    private const string RevocationPath = "/connect/revoke";

    private static readonly TimeSpan Unconfirmed = TimeSpan.FromMinutes(15);
    private static readonly ProviderPerson Ada = new("ada-1", "watchers");
    private static readonly ProviderPerson Boss = new("ada-1", "bosses");

    private readonly ClosingClock _clock = ClosingClock.OfTheTest();

    [Theory]
    [InlineData(UserInfoPath, 503, "{}")]
    [InlineData(UserInfoPath, 200, "no JSON")]
    [InlineData(UserInfoPath, 200, "")]
    [InlineData(TokenPath, 503, """{"error":"temporarily_unavailable"}""")]
    [InlineData(TokenPath, 200, "no JSON")]
    [InlineData(TokenPath, 200, "")]
    public async Task Session_WhoseConfirmationFailsOnce_GoesOnWithTheNextToken(string path, int status, string body)
    {
        await using var monitor = await ProvidedMonitor.StartAsync(_clock.Configure);
        using var browser = await monitor.SignInAsync(Ada);

        monitor.Provider.Faults.AnswerInPlaceOf(path, status, body);
        await BeAskedAsync(monitor, path);
        monitor.Provider.Faults.Clear();

        await ShouldBecomeAdministratorAsync(monitor, browser);
    }

    [Fact]
    public async Task Session_WhenTheProvidersKeysWereChanged_GoesOn()
    {
        await using var monitor = await ProvidedMonitor.StartAsync(_clock.Configure);
        using var browser = await monitor.SignInAsync(Ada);

        var former = await KeysAsync(monitor);
        await monitor.Provider.RollOverAsync();

        // The first answer is signed with an unknown key, so that the keys are read again, in the background.
        await monitor.LetTheProviderBeAskedAsync(_clock);
        await Eventually.GetAsync(() => KeysAsync(monitor), keys => keys != former);
        await ShouldBecomeAdministratorAsync(monitor, browser);
    }

    [Fact]
    public async Task Session_WhoseRolesWereInTheIdToken_LosesNothingByAnswersWithoutOne_AndEndsUnconfirmed()
    {
        await using var monitor = await ProvidedMonitor.StartAsync(_clock.Configure, ("Oidc:DefaultRole", "viewer"));
        monitor.Directory.IsInUserInfo = false;
        using var browser = await monitor.SignInAsync(Boss);
        var signedInAt = _clock.Now;

        monitor.Provider.Faults.Change(TokenPath, answer => answer.Remove("id_token"));
        await BeAskedAsync(monitor, TokenPath);
        (await browser.StatusOfAsync(Routes.People)).ShouldBe(HttpStatusCode.OK);

        _clock.Advance(signedInAt + Unconfirmed - _clock.Now);
        await Eventually.GetAsync(() => browser.StatusOfAsync(Routes.People), status => status == HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(UserInfoPath, "sub", "eve-1")]
    [InlineData(TokenPath, "id_token", null)]
    public async Task Session_ForWhichTheAnswerIsForSomebodyElseOrForged_Ends(string path, string member, string? value)
    {
        await using var monitor = await ProvidedMonitor.StartAsync(_clock.Configure);
        using var browser = await monitor.SignInAsync(Ada);
        await using var subscriber = await monitor.SubscribeAsync(browser);

        monitor.Provider.Faults.Change(path, answer => answer[member] = value ?? WithOtherClaims((string)answer[member]!));
        await monitor.LetTheProviderBeAskedAsync(_clock);
        await _clock.ClosedAfterAsync(subscriber, ClosingReason.SignedOut, () => Task.CompletedTask);

        (await browser.StatusOfAsync(ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Session_ThatAPersonEnds_IsForgotten_AndItsTokenRevoked()
    {
        await using var monitor = await ProvidedMonitor.StartAsync(_clock.Configure);
        using var browser = await monitor.SignInAsync(Ada);
        (await monitor.FindDueTimeAsync()).ShouldNotBeNull();

        using var answer = await browser.SendAsync(HttpMethod.Post, Routes.Logout);
        _clock.Advance(TimeSpan.FromSeconds(15));

        await Eventually.IsAsync(() => monitor.Provider.Faults.Asked.Contains(RevocationPath));
        await Eventually.GetAsync(monitor.FindDueTimeAsync, dueAt => dueAt is null);
    }

    [Fact]
    public async Task Session_OfAProviderThatTheSettingsNameNoMore_Ends_AndItsTokenIsSentNowhere()
    {
        var data = Directory.CreateTempSubdirectory("provider-test-");
        await using var former = await OidcProvider.StartNewAsync();
        await using var current = await OidcProvider.StartNewAsync();
        string session;
        await using (var before = await StartAsync(former, data))
        {
            await former.RegisterAsync(before.Address);
            former.Directory.SignIn(Ada);
            using var browser = new ProviderBrowser(before);
            (await browser.SignInAsync()).ShouldBe("/");
            session = browser.Cookie.Split('=', 2)[1];
        }

        await using (var after = await StartAsync(current, data))
        {
            using var caller = after.Caller();
            caller.DefaultRequestHeaders.Add("Cookie", $"flextmonitor-{new Uri(after.Address).Port}={session}");
            (await StatusAsync(caller)).ShouldBe(HttpStatusCode.OK);

            _clock.Advance(TimeSpan.FromMinutes(5));

            await Eventually.GetAsync(() => StatusAsync(caller), status => status == HttpStatusCode.Unauthorized);
            current.Faults.Asked.ShouldNotContain(TokenPath);
            current.Faults.Asked.ShouldNotContain(RevocationPath);
        }

        data.Delete(recursive: true);
    }

    private Task<MonitorHost> StartAsync(OidcProvider provider, DirectoryInfo data) => MonitorHost.StartAsync(
        services: _clock.Configure, settings: [("DataDirectory", data.FullName), ("urls", "http://127.0.0.1:0"), .. ProvidedMonitor.SettingsFor(provider)]);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient caller)
    {
        using var answer = await caller.GetAsync(Routes.Me, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>The ids of the keys that the monitor takes for the provider's.</summary>
    private static async Task<string> KeysAsync(ProvidedMonitor monitor)
    {
        var options = monitor.Host.Services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get("oidc");
        var metadata = await options.ConfigurationManager!.GetConfigurationAsync(TestContext.Current.CancellationToken);
        return string.Join(' ', metadata.SigningKeys.Select(key => key.KeyId));
    }

    private async Task BeAskedAsync(ProvidedMonitor monitor, string path)
    {
        var before = monitor.Provider.Faults.Asked.Count(asked => asked == path);
        await monitor.LetTheProviderBeAskedAsync(_clock);
        await Eventually.IsAsync(() => monitor.Provider.Faults.Asked.Count(asked => asked == path) > before);
    }

    private async Task ShouldBecomeAdministratorAsync(ProvidedMonitor monitor, ProviderBrowser browser)
    {
        monitor.Directory.Set(Boss);
        await Eventually.GetAsync(
            async () =>
            {
                await monitor.LetTheProviderBeAskedAsync(_clock);
                return await browser.StatusOfAsync(Routes.People);
            },
            status => status == HttpStatusCode.OK);
    }

    /// <summary>The same token with other claims, so that its signature is wrong.</summary>
    private static string WithOtherClaims(string token)
    {
        var parts = token.Split('.');
        var claims = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        claims["groups"] = "bosses";
        parts[1] = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(claims.ToJsonString()));
        return string.Join('.', parts);
    }
}
