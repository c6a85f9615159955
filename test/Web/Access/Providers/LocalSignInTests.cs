using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing.Web.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Web.Tests.Access.Providers;

/// <summary>Where the provider alone signs people in, e-mail, password and passkey open nothing; <c>reset-admin</c> is the way back.</summary>
public sealed class LocalSignInTests
{
    private const string NewPassword = "another horse battery";
    private static readonly (string, string) Off = ("Access:LocalSignIn", "false");
    private static readonly object Credential = new { id = "AAAA" };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignInState_TellsHowOneMaySignIn()
    {
        await using var plain = await MonitorHost.StartAsync();
        await using var both = await ProvidedMonitor.StartAsync(settings: [("Oidc:Name", "Example Work")]);
        await using var alone = await ProvidedMonitor.StartAsync(settings: [Off]);

        (await StateAsync(plain)).ShouldBe((true, null));
        (await StateAsync(both.Host)).ShouldBe((true, "Example Work"));
        (await StateAsync(alone.Host)).ShouldBe((false, "127.0.0.1"));
    }

    [Fact]
    public async Task Endpoints_WhereLocalSignInIsOff_RefuseWithACode()
    {
        await using var monitor = await ProvidedMonitor.StartAsync(settings: [Off]);
        using var browser = await monitor.SignInAsync(new("ada-1", "bosses"));
        (string Path, object Body)[] calls =
        [
            (Routes.Login, new { email = MonitorHost.AdminEmail, password = MonitorHost.Password }),
            ($"{Routes.LoginPasskey}/begin", new { }),
            (Routes.LoginPasskey, new { state = "none", credential = Credential }),
            (Routes.Setup, new { secret = "none", email = "eve@example.com", password = NewPassword }),
            (Routes.Invitation, new { secret = "none", password = NewPassword }),
            (Routes.InvitationCheck, new { secret = "none" }),
            (Routes.PasswordReset, new { secret = "none", password = NewPassword }),
            (Routes.PasswordResetCheck, new { secret = "none" }),
            (Routes.Password, new { currentPassword = MonitorHost.Password, newPassword = NewPassword }),
            ($"{Routes.Passkeys}/begin", new { }),
            (Routes.People, new { email = "bob@example.com", grants = new[] { new Grant(Roles.Viewer, []) } }),
        ];

        foreach (var (path, body) in calls)
        {
            using var answer = await browser.SendAsync(HttpMethod.Post, path, JsonContent.Create(body));
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
            ((string)(await answer.ReadAsync())["code"]!).ShouldBe("local-sign-in-off", path);
        }
    }

    [Fact]
    public async Task Sessions_ThatBeganWithAPassword_EndOnceLocalSignInIsOff()
    {
        var data = Directory.CreateTempSubdirectory("provider-test-");
        await using (var provider = await OidcProvider.StartNewAsync())
        {
            string cookie, token;
            await using (var host = await MonitorHost.StartAsync(settings: [("DataDirectory", data.FullName), ("urls", "http://127.0.0.1:0")]))
            {
                (cookie, token) = (await host.CookieAsync(), (await host.TokensAsync()).AccessToken);
            }

            await using var after = await MonitorHost.StartAsync(settings: [("DataDirectory", data.FullName), .. ProvidedMonitor.SettingsFor(provider), Off]);
            using var browser = after.Caller();
            browser.DefaultRequestHeaders.Add("Cookie", $"flextmonitor-{new Uri(after.Address).Port}={cookie.Split('=', 2)[1]}");
            using var service = after.Caller(token);
            (await browser.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await service.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        data.Delete(recursive: true);
    }

    [Fact]
    public async Task ResetAdmin_WhereLocalSignInIsOff_SignsItsBrowserIn()
    {
        await using var monitor = await ProvidedMonitor.StartAsync(settings: [Off]);
        var secret = await SecretAsync(monitor, MonitorHost.AdminEmail, mayPromote: false);
        using var browser = new ProviderBrowser(monitor.Host);

        using var check = await browser.SendAsync(HttpMethod.Post, Routes.PasswordResetCheck, JsonContent.Create(new { secret }));
        using var used = await browser.SendAsync(HttpMethod.Post, Routes.PasswordReset, JsonContent.Create(new { secret, password = NewPassword }));

        check.StatusCode.ShouldBe(HttpStatusCode.OK);
        used.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await browser.StatusOfAsync(Routes.People)).ShouldBe(HttpStatusCode.OK);
        using var password = await browser.SendAsync(HttpMethod.Post, Routes.Login, JsonContent.Create(new { email = MonitorHost.AdminEmail, password = NewPassword }));
        password.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var again = await browser.SendAsync(HttpMethod.Post, Routes.PasswordReset, JsonContent.Create(new { secret, password = NewPassword }));
        again.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task ResetAdmin_WithoutAnyAdministratorWithAPassword_AddsOneIfToldTo()
    {
        await using var monitor = await ProvidedMonitor.StartAsync(settings: [Off, ("Admin:Email", ""), ("Admin:Password", "")]);
        using var provided = await monitor.SignInAsync(new("ada-1", "bosses"));
        var reset = monitor.Host.Services.GetRequiredService<AdministratorReset>();
        (await reset.CreateLinkAsync("root@example.com", mayPromote: false, Cancelled)).Result.ShouldBe(AdministratorLinkResult.UnknownPerson);
        using var browser = new ProviderBrowser(monitor.Host);

        var secret = await SecretAsync(monitor, "root@example.com", mayPromote: true);
        using var used = await browser.SendAsync(HttpMethod.Post, Routes.PasswordReset, JsonContent.Create(new { secret, password = NewPassword }));

        used.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await browser.StatusOfAsync(Routes.People)).ShouldBe(HttpStatusCode.OK);
        (await reset.CreateLinkAsync("other@example.com", mayPromote: true, Cancelled)).Result.ShouldBe(AdministratorLinkResult.UnknownPerson);
    }

    [Fact]
    public async Task Administrators_WhereLocalSignInIsOff_AreThoseOfTheProvider()
    {
        await using var monitor = await ProvidedMonitor.StartAsync(settings: [Off]);
        using var browser = await monitor.SignInAsync(new("ada-1", "bosses"));
        using var list = await browser.SendAsync(HttpMethod.Get, Routes.People);
        var people = (await list.ReadAsync())["people"]!.AsArray().ToDictionary(person => (string?)person!["issuer"] is null ? "local" : "provided", person => (string)person!["id"]!);

        using var last = await browser.SendAsync(HttpMethod.Post, $"{Routes.People}/{people["provided"]}/disable");
        using var local = await browser.SendAsync(HttpMethod.Delete, $"{Routes.People}/{people["local"]}");

        last.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        ((string)(await last.ReadAsync())["code"]!).ShouldBe("last-administrator");
        local.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task SignInPage_WithAProviderAndNoAdministrator_IsShown()
    {
        await using var both = await ProvidedMonitor.StartAsync(settings: [("Admin:Email", ""), ("Admin:Password", "")]);
        await using var alone = await ProvidedMonitor.StartAsync(settings: [Off, ("Admin:Email", ""), ("Admin:Password", "")]);
        using var first = both.Host.Caller();
        using var second = alone.Host.Caller();

        (await first.GetAsync("/login", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await first.GetAsync("/setup", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await second.GetAsync("/login", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await second.GetAsync("/setup", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static async Task<string> SecretAsync(ProvidedMonitor monitor, string email, bool mayPromote)
    {
        var link = await monitor.Host.Services.GetRequiredService<AdministratorReset>().CreateLinkAsync(email, mayPromote, Cancelled);
        return link.Path.ShouldNotBeNull().Split('#')[1];
    }

    private static async Task<(bool LocalSignIn, string? Provider)> StateAsync(MonitorHost host)
    {
        using var caller = host.Caller();
        using var answer = await caller.GetAsync(Routes.Login, Cancelled);
        var state = await answer.ReadAsync();
        return ((bool)state["localSignIn"]!, (string?)state["provider"]);
    }
}
