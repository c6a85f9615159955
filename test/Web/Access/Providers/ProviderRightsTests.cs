using System.Net;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Web.Providers;

namespace FlextMonitor.Web.Tests.Access.Providers;

/// <summary>What the provider says is asked again at least every 5 minutes, and what it takes away ends.</summary>
public sealed class ProviderRightsTests
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Unconfirmed = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>How often the monitor looks for what is due.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(15);

    private static readonly ProviderPerson Ada = new("ada-1", "watchers");
    private static readonly ProviderPerson WithoutGroups = new("ada-1", "others");

    private readonly ClosingClock _clock = ClosingClock.OfTheTest();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Session_WhoseGroupIsLost_LosesTheRightAndItsConnections_AndGetsThemBack()
    {
        await using var monitor = await ProvidedMonitor.StartAsync(_clock.Configure);
        using var browser = await monitor.SignInAsync(Ada);
        await using var subscriber = await monitor.SubscribeAsync(browser);

        monitor.Directory.Set(WithoutGroups);
        await LetTheProviderBeAskedAsync(monitor);
        await _clock.ClosedAfterAsync(subscriber, ClosingReason.Forbidden, () => Task.CompletedTask);
        (await browser.StatusOfAsync(ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.Forbidden);

        monitor.Directory.Set(Ada);
        await LetTheProviderBeAskedAsync(monitor);
        await BecomesAsync(browser, ProvidedMonitor.ForViewers, HttpStatusCode.OK);
        await using var again = await monitor.SubscribeAsync(browser);
    }

    [Fact]
    public async Task Session_WhoseRoleChanges_StartsOverWithIt()
    {
        await using var monitor = await ProvidedMonitor.StartAsync(_clock.Configure);
        using var browser = await monitor.SignInAsync(Ada);
        await using var subscriber = await monitor.SubscribeAsync(browser);

        monitor.Directory.Set(new("ada-1", "bosses"));
        await LetTheProviderBeAskedAsync(monitor);
        await _clock.ClosedAfterAsync(subscriber, ClosingReason.Restarting, () => Task.CompletedTask);

        (await browser.StatusOfAsync(Routes.People)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Session_OfSomebodyWhomTheProviderRemoved_Ends()
    {
        await using var monitor = await ProvidedMonitor.StartAsync(_clock.Configure);
        using var browser = await monitor.SignInAsync(Ada);
        await using var subscriber = await monitor.SubscribeAsync(browser);

        monitor.Directory.Remove(Ada.Subject);
        await LetTheProviderBeAskedAsync(monitor);
        await _clock.ClosedAfterAsync(subscriber, ClosingReason.SignedOut, () => Task.CompletedTask);

        (await browser.StatusOfAsync(ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Session_WhileTheProviderIsAway_GoesOnForAQuarterOfAnHour()
    {
        await using var monitor = await ProvidedMonitor.StartAsync(_clock.Configure);
        using var browser = await monitor.SignInAsync(Ada);
        await using var subscriber = await monitor.SubscribeAsync(browser);
        await monitor.Provider.StopAsync();

        _clock.Advance(Unconfirmed - Second);
        (await browser.StatusOfAsync(ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.OK);

        await _clock.ClosedAfterAsync(subscriber, ClosingReason.Expired, () => Task.CompletedTask);
        (await browser.StatusOfAsync(ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.LeaveAsync("?returnUrl=/runs")).ShouldStartWith("/login?error=provider-unreachable&returnUrl=%2Fruns");
    }

    [Fact]
    public async Task Session_WhenTheProviderIsBackInTime_IsConfirmedAndGoesOn()
    {
        await using var monitor = await ProvidedMonitor.StartAsync(_clock.Configure);
        using var browser = await monitor.SignInAsync(Ada);
        await monitor.Provider.StopAsync();
        _clock.Advance(2 * AtMost);
        (await browser.StatusOfAsync(ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.OK);

        monitor.Directory.Set(new("ada-1", "bosses"));
        await monitor.Provider.StartAsync();
        await Eventually.GetAsync(
            async () =>
            {
                await monitor.LetTheProviderBeAskedAsync(_clock);
                return await browser.StatusOfAsync(Routes.People);
            },
            status => status == HttpStatusCode.OK);

        _clock.Advance(2 * AtMost);
        (await browser.StatusOfAsync(Routes.People)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Session_WithoutARefreshToken_EndsAsOneThatIsNotConfirmed()
    {
        await using var monitor = await ProvidedMonitor.StartAsync(_clock.Configure, ("Oidc:Scopes", "openid email"));
        using var browser = await monitor.SignInAsync(Ada);

        _clock.Advance(Unconfirmed - Second);
        (await browser.StatusOfAsync(ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.OK);

        _clock.Advance(Second);
        (await browser.StatusOfAsync(ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Monitor_ThatStartsBeforeItsProvider_LetsPeopleAndServicesInOnceThatIsThere()
    {
        await using var provider = await OidcProvider.StartNewAsync();
        await provider.StopAsync();
        await using var host = await MonitorHost.StartAsync(services: _clock.Configure, settings: provider.MonitorSettings);
        using var browser = new ProviderBrowser(host);
        (await browser.LeaveAsync()).ShouldBe("/login?error=provider-unreachable&returnUrl=%2F");
        using var caller = host.Caller(provider.Sign());
        (await caller.GetAsync(ProvidedMonitor.ForViewers, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        await provider.StartAsync();
        await provider.RegisterAsync(host.Address);
        provider.Directory.SignIn(Ada);

        _clock.Advance(Round);
        var address = await Eventually.GetAsync(() => browser.LeaveAsync(), address => address.StartsWith(provider.Address, StringComparison.Ordinal));
        (await browser.ReturnAsync(await browser.AskProviderAsync(address))).ShouldBe("/");
        await Eventually.GetAsync(() => caller.GetAsync(ProvidedMonitor.ForViewers, Cancelled), answer => answer.StatusCode == HttpStatusCode.OK);
    }

    private async Task LetTheProviderBeAskedAsync(ProvidedMonitor monitor)
    {
        var began = _clock.Now;
        await monitor.LetTheProviderBeAskedAsync(_clock);
        (_clock.Now - began).ShouldBeLessThanOrEqualTo(AtMost);
    }

    private static Task<HttpStatusCode> BecomesAsync(ProviderBrowser browser, string path, HttpStatusCode status) =>
        Eventually.GetAsync(() => browser.StatusOfAsync(path), answered => answered == status);
}
