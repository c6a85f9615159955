using System.Net;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Web.Providers;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.IdentityModel.Tokens;

namespace FlextMonitor.Web.Tests.Access.Providers;

/// <summary>Services bring tokens of a provider, over HTTP and to the hub.</summary>
public sealed class ServiceJwtTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Token_OfTheProvider_OpensApiAndHubByItsRole()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        var token = await monitor.Provider.TokenAsync();
        using var caller = monitor.Host.Caller(token);

        (await StatusAsync(caller, ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(caller, Routes.People)).ShouldBe(HttpStatusCode.Forbidden);
        await using var subscriber = await monitor.Host.SubscribeAsync(token);
        await subscriber.FirstStateAsync();
        var refused = await Should.ThrowAsync<HubException>(() => subscriber.Connection.InvokeAsync<object>(HubMethods.RunPipeline, "default", "any", false, Cancelled).DefaultTimeout());
        refused.Message.ShouldContain("'operator'");
    }

    [Fact]
    public async Task Token_OfAnAdministrator_Administers_AndHasNoAccountOfItsOwn()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        monitor.Directory.ServiceRoles = ["others", Roles.Admin];
        using var caller = monitor.Host.Caller(await monitor.Provider.TokenAsync());

        (await StatusAsync(caller, Routes.People)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(caller, Routes.TwoFactor)).ShouldBe(HttpStatusCode.BadRequest);
        (await caller.PostAsync(Routes.Logout, null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("another audience")]
    [InlineData("no audience")]
    [InlineData("another issuer")]
    [InlineData("expired")]
    [InlineData("not yet valid")]
    [InlineData("never expires")]
    [InlineData("expires in days")]
    [InlineData("another key")]
    [InlineData("alg none")]
    [InlineData("signed with the client's secret")]
    public async Task Token_ThatIsNotValid_OpensNothing(string fault)
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        var token = Faulty(monitor.Provider, fault);
        using var caller = monitor.Host.Caller(token);

        (await StatusAsync(caller, ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.Unauthorized);
        var refused = await Should.ThrowAsync<HttpRequestException>(() => monitor.Host.SubscribeAsync(token));
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Token_OfAKeyThatTheProviderMadeMeanwhile_IsAccepted_AndThatOfTheFormerKeyIsNot()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        using var former = monitor.Host.Caller(monitor.Provider.Sign());
        (await StatusAsync(former, ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.OK);

        await monitor.Provider.RollOverAsync();

        using var current = monitor.Host.Caller(monitor.Provider.Sign());
        await Eventually.GetAsync(() => StatusAsync(current, ProvidedMonitor.ForViewers), status => status == HttpStatusCode.OK);
        (await StatusAsync(former, ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Token_WhileTheProviderIsAway_IsCheckedWithTheKeysThatAreKnown()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        using var caller = monitor.Host.Caller(monitor.Provider.Sign());
        (await StatusAsync(caller, ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.OK);

        await monitor.Provider.StopAsync();

        using var another = monitor.Host.Caller(monitor.Provider.Sign());
        (await StatusAsync(another, ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("default", HttpStatusCode.OK)]
    [InlineData("other", HttpStatusCode.NotFound)]
    [InlineData(null, HttpStatusCode.Forbidden)]
    public async Task Token_WithAClaimOfDaemons_IsLimitedToThem(string? source, HttpStatusCode status)
    {
        await using var monitor = await ProvidedMonitor.StartAsync(settings: [("Jwt:SourcesClaim", "monitors")]);
        using var caller = monitor.Host.Caller(monitor.Provider.Sign(token =>
        {
            if (source is not null)
            {
                token.Claims["monitors"] = source;
            }
        }));

        await Eventually.GetAsync(() => StatusAsync(caller, $"{Routes.Stats}?source=default"), answered => answered == status);
    }

    [Fact]
    public async Task Token_OfAnotherType_OpensNothingWhereTheTypeIsSet()
    {
        await using var monitor = await ProvidedMonitor.StartAsync(settings: [("Jwt:TokenType", "at+jwt")]);
        using var access = monitor.Host.Caller(await monitor.Provider.TokenAsync());
        using var other = monitor.Host.Caller(monitor.Provider.Sign());

        (await StatusAsync(access, ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(other, ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Token_WhereAnyoneMayRead_TellsItsCallerMore()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        using var caller = monitor.Host.Caller(monitor.Provider.Sign());
        using var expired = monitor.Host.Caller(Faulty(monitor.Provider, "expired"));

        await Eventually.GetAsync(() => BodyAsync(caller, Routes.HealthReady), body => body.Contains("\"default\":\"", StringComparison.Ordinal));
        (await BodyAsync(expired, Routes.HealthReady)).ShouldContain("\"daemon 1\":\"");
    }

    [Fact]
    public async Task Token_WithClaimsThatTheMonitorUsesItself_GetsNothingByThem()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        var (id, _) = await monitor.Host.CreateTokenAsync([new Grant(Roles.Admin, [])]);
        using var administrator = await monitor.Host.BrowserAsync();
        using var sessions = await administrator.GetAsync(Routes.Sessions, Cancelled);
        var session = (string)(await sessions.ReadAsync())["sessions"]![0]!["id"]!;
        using var caller = monitor.Host.Caller(monitor.Provider.Sign(token =>
        {
            token.Claims[AccessClaims.TokenId] = id;
            token.Claims[AccessClaims.SessionId] = session;
            token.Claims["grants"] = """[{"role":"admin","sources":[]}]""";
        }));

        (await StatusAsync(caller, Routes.People)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(caller, ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Connection_OfAToken_IsClosedWhenThatExpires()
    {
        var clock = ClosingClock.OfTheTest();
        await using var monitor = await ProvidedMonitor.StartAsync(clock.Configure);
        var expires = clock.Now + TimeSpan.FromHours(1);
        await using var subscriber = await monitor.Host.SubscribeAsync(monitor.Provider.Sign(token => token.Expires = expires.UtcDateTime));
        await subscriber.Connection.InvokeAsync<DateTimeOffset>(HubMethods.Clock, Cancelled).DefaultTimeout();

        clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));

        await clock.ClosedAfterAsync(subscriber, ClosingReason.Expired, () => Task.CompletedTask);
    }

    [Fact]
    public async Task Token_WithoutSuchAProvider_OpensNothing()
    {
        await using var provider = await OidcProvider.StartNewAsync();
        await using var host = await MonitorHost.StartAsync();
        using var caller = host.Caller(provider.Sign());

        (await StatusAsync(caller, ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static string Faulty(OidcProvider provider, string fault)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return fault switch
        {
            "another audience" => provider.Sign(token => token.Audience = "another"),
            "no audience" => provider.Sign(token => token.Audience = null),
            "another issuer" => provider.Sign(token => token.Issuer = "http://127.0.0.1:1/"),
            "expired" => provider.Sign(token => token.Expires = now.AddMinutes(-2)),
            "not yet valid" => provider.Sign(token => token.NotBefore = now.AddMinutes(2)),
            "never expires" => provider.Sign(token => token.Expires = null),
            "expires in days" => provider.Sign(token => token.Expires = now.AddDays(2)),
            "another key" => provider.Sign(key: OidcProvider.NewKey()),
            "alg none" => provider.Sign(token => token.SigningCredentials = null),
            _ => provider.Sign(token => token.SigningCredentials = new SigningCredentials(
                new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(OidcProvider.ClientSecret)), SecurityAlgorithms.HmacSha256)),
        };
    }

    private static async Task<string> BodyAsync(HttpClient caller, string path)
    {
        using var answer = await caller.GetAsync(path, Cancelled);
        return await answer.Content.ReadAsStringAsync(Cancelled);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient caller, string path)
    {
        using var answer = await caller.GetAsync(path, Cancelled);
        return answer.StatusCode;
    }
}
