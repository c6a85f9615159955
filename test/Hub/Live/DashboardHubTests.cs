using System.Net;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>The hub over a real port with stock clients: authorization, and what subscribers receive.</summary>
public sealed class DashboardHubTests
{
    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task Connect_WithState_ReceivesAllOfItInOrderAndUnchanged(HubProtocolKind protocol)
    {
        await using var host = await HubHost.StartAsync();
        SourceMessage[] state = [Messages.Status(), Messages.Stats(), Messages.Health(), Messages.Execution("a"), Messages.Heartbeat()];
        host.Publish(state);

        await using var subscriber = await host.ConnectAsync(protocol);

        (await subscriber.FirstStateAsync()).ShouldBe(state);
    }

    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task Publish_AChange_ReachesAConnectedSubscriber(HubProtocolKind protocol)
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(protocol);

        host.Publish(Messages.Stats(cpu: 77.7));

        (await subscriber.NextAsync<DashboardStats>()).ShouldBe(Messages.Stats(cpu: 77.7));
    }

    [Fact]
    public async Task Connect_NotSignedIn_Is401()
    {
        await using var host = await HubHost.StartAsync();

        var refused = await Should.ThrowAsync<HttpRequestException>(HubSubscriber.ConnectAsync(host.Address, HubProtocolKind.Json));

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Connect_WithoutARole_ReceivesForbiddenAndNothingElse()
    {
        await using var host = await HubHost.StartAsync();
        host.Publish(Messages.Status());

        await using var subscriber = await host.ConnectAsync(role: null);

        (await subscriber.NextAsync<Closing>()).Reason.ShouldBe(ClosingReason.Forbidden);
        await subscriber.Closed.DefaultTimeout();
        subscriber.Received.OfType<SourceMessage>().ShouldBeEmpty();
    }

    [Fact]
    public async Task UsersAndGroups_BesideTheFanOut_AreStillServed()
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync();
        await subscriber.CallAsync<DateTimeOffset>(HubMethods.Clock);
        var hub = host.Services.GetRequiredService<IHubContext<DashboardHub, IDashboardClient>>();

        await hub.Clients.User("ada").Heartbeat(Messages.Heartbeat(sequence: 1));
        await hub.Groups.AddToGroupAsync(subscriber.Connection.ConnectionId ?? ConnectionIdOf(host), "room", TestContext.Current.CancellationToken);
        await hub.Clients.Group("room").Heartbeat(Messages.Heartbeat(sequence: 2));

        (await subscriber.NextAsync<Heartbeat>()).Sequence.ShouldBe(1);
        (await subscriber.NextAsync<Heartbeat>()).Sequence.ShouldBe(2);
    }

    private static string ConnectionIdOf(HubHost host) => host.Services.GetRequiredService<FanOut>().Subscribers.Single().Connection.ConnectionId;
}
