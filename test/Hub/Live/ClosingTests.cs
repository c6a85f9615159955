using FlextMonitor.Contracts;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>How connections over a real port end, and after which reasons a stock client reconnects.</summary>
public sealed class ClosingTests
{
    [Fact]
    public async Task CloseSession_SignedOut_NotifiesAndAStockClientDoesNotReconnect()
    {
        await using var host = await HubHost.StartAsync();
        await using var mine = await host.ConnectAsync(reconnect: true, session: "mine");
        await using var other = await host.ConnectAsync(session: "other");
        await SubscribedAsync(host, 2);

        host.Connections.CloseSession("mine", ClosingReason.SignedOut);

        (await mine.NextAsync<Closing>()).Reason.ShouldBe(ClosingReason.SignedOut);
        await mine.Closed.DefaultTimeout();
        other.Connection.State.ShouldBe(HubConnectionState.Connected);
    }

    [Fact]
    public async Task Stop_WithSubscribers_NotifiesThemWhenToReconnectAndAStockClientDoes()
    {
        var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(reconnect: true);
        var reconnecting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        subscriber.Connection.Reconnecting += _ =>
        {
            reconnecting.TrySetResult();
            return Task.CompletedTask;
        };
        await SubscribedAsync(host, 1);

        await host.StopAsync().DefaultTimeout();

        var closing = await subscriber.NextAsync<Closing>();
        closing.Reason.ShouldBe(ClosingReason.Restarting);
        closing.RetryAfterSeconds.ShouldBeInRange(1, 3);
        await reconnecting.Task.DefaultTimeout();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Stop_WithASubscriberDuringAWrite_NotifiesItWhenToReconnect()
    {
        await using var host = await HubHost.StartAsync();
        host.Publish([.. Enumerable.Range(0, 50).Select(run => Messages.Execution($"{run}") with { ErrorMessage = new string('x', 4096) })]);
        using var stalled = await StalledClient.ConnectAsync(host.Address);
        await Eventually.IsAsync(() => host.Services.GetRequiredService<FanOut>().Subscribers.Any(subscriber => subscriber.Snapshot().WritingSince is not null));

        // The stop waits for its subscribers before it returns its task.
        var stopped = Task.Run(host.StopAsync, TestContext.Current.CancellationToken);
        await Eventually.IsAsync(() => host.Connections.List().Single().Closing);
        var read = await stalled.ReadToEndAsync();

        read.ShouldContain("\"reason\":\"restarting\"");
        await stopped.DefaultTimeout();
    }

    [Theory]
    [InlineData("Restarting", true)]
    [InlineData("Slow", true)]
    [InlineData("Expired", true)]
    [InlineData("SignedOut", false)]
    [InlineData("Forbidden", false)]
    public async Task Close_ForAReason_KeepsOrStopsAStockClientsReconnect(string reason, bool reconnects)
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(reconnect: true);
        var reconnected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        subscriber.Connection.Reconnected += _ =>
        {
            reconnected.TrySetResult();
            return Task.CompletedTask;
        };

        await SubscribedAsync(host, 1);

        host.Services.GetRequiredService<SubscriberCloser>().Close(host.Services.GetRequiredService<FanOut>().Subscribers.Single(), Enum.Parse<ClosingReason>(reason), TimeSpan.FromSeconds(1));

        (await subscriber.NextAsync<Closing>()).ShouldBe(new Closing { Reason = Enum.Parse<ClosingReason>(reason), RetryAfterSeconds = 1 });
        await (reconnects ? reconnected.Task : subscriber.Closed).DefaultTimeout();
        (reconnects ? subscriber.Closed : reconnected.Task).IsCompleted.ShouldBeFalse();
    }

    // A client counts as connected before the hub has added it to its subscribers.
    private static Task SubscribedAsync(HubHost host, int count) => Eventually.IsAsync(() => host.Services.GetRequiredService<FanOut>().Subscribers.Count() == count);
}
