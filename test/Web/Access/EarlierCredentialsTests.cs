using System.Net;
using System.Security.Claims;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>Cookies and tokens of the release before, whose claims named roles and whose sessions did not say whose they were.</summary>
public sealed class EarlierCredentialsTests
{
    private const string Email = "grace@example.com";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cookie_OfTheReleaseBefore_GoesOnWithTheGrants_AndIsABrowsers()
    {
        await using var host = await MonitorHost.StartAsync();
        await host.CreateUserAsync(Email, Roles.Viewer);
        var cookie = (await host.CookieAsync(Email)).Split('=', 2);
        var format = host.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme).TicketDataFormat;
        var earlier = Earlier(format.Unprotect(Uri.UnescapeDataString(cookie[1]))!, IdentityConstants.ApplicationScheme);
        await ForgetWhoseSessionsAreAsync(host);
        using var browser = host.Caller();
        browser.DefaultRequestHeaders.Add("Cookie", $"{cookie[0]}={format.Protect(earlier)}");

        await AnswersAsAViewerAsync(browser);

        (await SessionAsync(browser))["browser"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task AccessToken_OfTheReleaseBefore_GoesOnWithTheGrants_AndIsAPrograms()
    {
        await using var host = await MonitorHost.StartAsync();
        await host.CreateUserAsync(Email, Roles.Viewer);
        var (access, _) = await host.TokensAsync(Email);
        var format = host.Services.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>().Get(IdentityConstants.BearerScheme).BearerTokenProtector;
        var earlier = Earlier(format.Unprotect(access)!, $"{IdentityConstants.BearerScheme}:AccessToken");
        await ForgetWhoseSessionsAreAsync(host);
        using var service = host.Caller(format.Protect(earlier));

        await AnswersAsAViewerAsync(service);

        (await SessionAsync(service))["browser"]!.GetValue<bool>().ShouldBeFalse();
    }

    /// <summary>The same ticket, with the role of an administrator as a claim.</summary>
    private static AuthenticationTicket Earlier(AuthenticationTicket ticket, string scheme)
    {
        var identity = new ClaimsIdentity(ticket.Principal.Claims, IdentityConstants.ApplicationScheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new Claim(ClaimTypes.Role, Roles.Admin));
        return new AuthenticationTicket(new ClaimsPrincipal(identity), ticket.Properties, scheme);
    }

    /// <summary>As a migration leaves the sessions of the release before.</summary>
    private static async Task ForgetWhoseSessionsAreAsync(MonitorHost host)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(host.DataDirectory, "monitor.db")};Pooling=False");
        await connection.OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE Sessions SET IsBrowser = 0, LastUsedAt = NULL, Device = NULL, Address = NULL";
        (await command.ExecuteNonQueryAsync(Cancelled)).ShouldBe(1);
    }

    private static async Task AnswersAsAViewerAsync(HttpClient caller)
    {
        using var me = await caller.GetAsync(Routes.Me, Cancelled);
        me.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await me.ReadAsync())["roles"]!.AsArray().Select(role => (string)role!).ShouldBe([Roles.Viewer]);
        (await caller.GetAsync(Routes.People, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> SessionAsync(HttpClient caller)
    {
        using var answer = await caller.GetAsync(Routes.Sessions, Cancelled);
        return (await answer.ReadAsync())["sessions"]!.AsArray().ShouldHaveSingleItem()!;
    }
}
