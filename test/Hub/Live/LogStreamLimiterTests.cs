using FlextMonitor.Contracts;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>How many logs one connection may read at once.</summary>
public sealed class LogStreamLimiterTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StreamLogs_MoreThanOneConnectionMayRead_AreRefusedUntilOneIsClosed()
    {
        await using var host = await HubHost.StartAsync();
        host.Daemons.LogContinues = new TaskCompletionSource().Task;
        await using var subscriber = await host.ConnectAsync();
        using var enough = new CancellationTokenSource();
        await OpenAsync(subscriber, enough.Token);
        await OpenAsync(subscriber, LogStreamLimiter.MaxPerConnection - 1);

        var refused = await Should.ThrowAsync<HubException>(OpenAsync(subscriber, Cancelled));
        await enough.CancelAsync();

        refused.Message.ShouldContain("4 logs are being read over this connection already; close one and try again.");
        await OpenWhenPossibleAsync(subscriber);
    }

    [Fact]
    public async Task StreamLogs_AnotherConnectionReadsAsManyAsItMay_IsNotRefused()
    {
        await using var host = await HubHost.StartAsync();
        host.Daemons.LogContinues = new TaskCompletionSource().Task;
        await using var one = await host.ConnectAsync();
        await using var another = await host.ConnectAsync();

        await OpenAsync(one, LogStreamLimiter.MaxPerConnection);

        await OpenAsync(another, Cancelled);
    }

    [Fact]
    public async Task StreamLogs_LogsThatHaveEnded_DoNotCount()
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync();

        for (var log = 1; log <= 2 * LogStreamLimiter.MaxPerConnection; log++)
        {
            var lines = subscriber.Connection.StreamAsync<LogLine>(HubMethods.StreamLogs, "default", "a", 2, false, Cancelled);
            (await lines.CountAsync(Cancelled).AsTask().DefaultTimeout()).ShouldBe(2);
        }
    }

    private static async Task OpenAsync(HubSubscriber subscriber, int logs)
    {
        for (var log = 1; log <= logs; log++)
        {
            await OpenAsync(subscriber, Cancelled);
        }
    }

    /// <summary>Opens a log that continues, and waits for its first line. Cancelling ends it at the hub too.</summary>
    private static async Task OpenAsync(HubSubscriber subscriber, CancellationToken end)
    {
        var log = await subscriber.Connection.StreamAsChannelAsync<LogLine>(HubMethods.StreamLogs, "default", "a", 1, true, end);
        (await log.WaitToReadAsync(Cancelled).AsTask().DefaultTimeout()).ShouldBeTrue();
    }

    /// <summary>Opens a log once the hub has noticed that another was closed. The hub does not report that, so this retries.</summary>
    private static async Task OpenWhenPossibleAsync(HubSubscriber subscriber)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (true)
        {
            try
            {
                await OpenAsync(subscriber, Cancelled);
                return;
            }
            catch (HubException) when (!limit.IsCancellationRequested)
            {
                // Not noticed yet.
            }
        }
    }
}
