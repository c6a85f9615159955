using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR.Client;

namespace FlextMonitor.Web.Tests.Access;

/// <summary><c>POST /api/account/logout</c>: what is signed out opens nothing any more, from that moment on.</summary>
public sealed class LogoutTests(SharedHost shared)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task Logout_OfAService_ClosesItsConnections_AndItsTokensOpenNothing(HubProtocolKind protocol)
    {
        var (access, refresh) = await shared.Host.TokensAsync();
        var (otherAccess, _) = await shared.Host.TokensAsync();
        await using var subscriber = await shared.Host.SubscribeAsync(access, protocol);
        await using var other = await shared.Host.SubscribeAsync(otherAccess, protocol);
        await subscriber.FirstStateAsync();
        using var service = shared.Host.Caller(access);

        using var answer = await service.PostAsync(Routes.Logout, null, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await service.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await service.GetAsync(Routes.Stats, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var caller = shared.Host.Caller();
        (await caller.PostAsJsonAsync(Routes.Refresh, new { refreshToken = refresh }, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await subscriber.NextAsync<Closing>()).Reason.ShouldBe(ClosingReason.SignedOut);
        await subscriber.Closed.DefaultTimeout();
        await Should.ThrowAsync<HttpRequestException>(shared.Host.SubscribeAsync(access, protocol));
        (await other.Connection.InvokeAsync<DateTimeOffset>(HubMethods.Clock, Cancelled).DefaultTimeout()).Year.ShouldBeGreaterThan(2000);
    }

    [Fact]
    public async Task Logout_OfABrowser_TakesTheCookieAway_AndItOpensNothingIfKept()
    {
        using var browser = await shared.Host.BrowserAsync();

        using var answer = await browser.PostAsync(Routes.Logout, null, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answer.Header("Set-Cookie")!.ShouldStartWith($"flextmonitor-{new Uri(shared.Host.Address).Port}=; expires=Thu, 01 Jan 1970");
        (await browser.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.GetAsync("/", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Logout_NotSignedIn_Is401()
    {
        using var caller = shared.Host.Caller();

        using var answer = await caller.PostAsync(Routes.Logout, null, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
