using System.Net.Sockets;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>Thousands of subscribers at once, over real sockets.</summary>
[Collection(nameof(ManySubscribersTests))]
[CollectionDefinition(nameof(ManySubscribersTests), DisableParallelization = true)]
public sealed class ManySubscribersTests
{
    private static readonly SourceMessage[] State =
        [Messages.Status(), Messages.Stats(cpu: 1), Messages.Health(), Messages.Execution("a"), Messages.Execution("b"), Messages.Heartbeat()];

    [Fact]
    public async Task Connect_FiveThousandAtOnce_AllReceiveTheStateAndAnEarlierSubscriberMissesNothing()
    {
        await using var host = await HubHost.StartAsync();
        host.Publish(State);
        await using var early = await host.ConnectAsync(HubProtocolKind.MessagePack);
        await early.FirstStateAsync();
        using var closed = new MeasurementRecorder(host.Services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), "flextmonitor.hub.closed");

        var others = Task.WhenAll(Enumerable.Range(0, 5000).Select(_ => FirstStateAsync(host.Address)));
        var sequence = 1;
        do
        {
            // Waits for each value before publishing the next: the early subscriber must be served while the others connect.
            host.Publish(Messages.Stats(sequence: ++sequence, cpu: sequence % 100));
            await early.NextAsync<DashboardStats>(stats => stats.Sequence == sequence);
        }
        while (!others.IsCompleted);

        var subscribers = await others.DefaultTimeout();
        subscribers.ShouldAllBe(subscriber => subscriber.Targets.SequenceEqual(State.Select(message => message.GetType().Name)));
        host.Connections.Count.ShouldBe(5001);
        closed.Values.Sum().ShouldBe(0);
        Array.ForEach(subscribers, subscriber => subscriber.Subscriber.Dispose());
    }

    [Fact]
    public async Task Reconnect_OfAThousandAtOnceAfterARestart_AllReceiveTheFullState()
    {
        var first = await HubHost.StartAsync();
        first.Publish(State);
        var address = first.Address;
        var subscribers = Enumerable.Range(0, 1000).Select(_ => ReconnectAsync(address)).ToArray();
        await Task.WhenAll(subscribers.Select(subscriber => subscriber.Arrived)).DefaultTimeout();

        await first.StopAsync().DefaultTimeout();
        await first.DisposeAsync();
        await using var second = await HubHost.StartAsync(address);
        second.Publish([.. State, Messages.Stats(sequence: 2, cpu: 2)]);

        var ends = await Task.WhenAll(subscribers.Select(subscriber => subscriber.Returned)).DefaultTimeout();
        ends.ShouldAllBe(end => end.Reason == "restarting" && end.RetryAfterSeconds >= 1 && end.RetryAfterSeconds <= 4.5, "400 come back each second");
        ends.Select(end => end.RetryAfterSeconds).Distinct().Count().ShouldBeGreaterThan(5, "so that they do not all reconnect at once");
        ends.ShouldAllBe(end => end.State == "SourceStatus DashboardStats HealthStatus ExecutionData ExecutionData Heartbeat");
    }

    private static async Task<(LightSubscriber Subscriber, IReadOnlyList<string> Targets)> FirstStateAsync(string address)
    {
        var subscriber = await ConnectAsync(address);
        var calls = await subscriber.UntilAsync(nameof(IDashboardClient.Heartbeat));
        return (subscriber, [.. calls.Select(call => call.Target)]);
    }

    /// <summary>A subscriber that ignores when it should reconnect and retries at once until it succeeds.</summary>
    private static (Task Arrived, Task<(string Reason, double RetryAfterSeconds, string State)> Returned) ReconnectAsync(string address)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (arrived.Task, RunAsync());

        async Task<(string Reason, double RetryAfterSeconds, string State)> RunAsync()
        {
            using var before = (await FirstStateAsync(address)).Subscriber;
            arrived.SetResult();
            var closing = (await before.UntilAsync(nameof(IDashboardClient.Closing)))[^1].Argument;
            while (true)
            {
                try
                {
                    var (subscriber, targets) = await FirstStateAsync(address);
                    subscriber.Dispose();
                    return (closing["reason"]!.GetValue<string>(), closing["retryAfterSeconds"]!.GetValue<double>(), string.Join(' ', targets));
                }
                catch (Exception exception) when (exception is SocketException or IOException)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
                }
            }
        }
    }

    private static Task<LightSubscriber> ConnectAsync(string address) =>
        LightSubscriber.ConnectAsync(address, ("X-User", "ada"), ("X-Role", Roles.Viewer), ("X-Session", "session"));
}
