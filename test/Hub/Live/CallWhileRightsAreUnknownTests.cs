using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>Calls while the store is away that says what callers may do.</summary>
public sealed class CallWhileRightsAreUnknownTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_WhileTheStoreIsAway_SaysSo_AndTheConnectionStays()
    {
        await using var hub = await HubHost.StartAsync();
        await using var subscriber = await hub.ConnectAsync();
        await subscriber.Connection.InvokeAsync<DateTimeOffset>(HubMethods.Clock, Cancelled).DefaultTimeout();
        hub.Services.GetRequiredService<ClaimedRights>().DuringNextLookup = () => throw new RightsUnavailableException(new TimeoutException("The store is away."));

        var refused = await Should.ThrowAsync<HubException>(() => subscriber.Connection.InvokeAsync<DateTimeOffset>(HubMethods.Clock, Cancelled).DefaultTimeout());

        refused.Message.ShouldContain("Clock is not possible now. What callers may do cannot be looked up now, because the store cannot be used. Try again later.");
        await subscriber.Connection.InvokeAsync<DateTimeOffset>(HubMethods.Clock, Cancelled).DefaultTimeout();
    }
}
