using FlextMonitor.Contracts;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>How many logs one connection may read at once.</summary>
public sealed class LogLimitTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StreamLogs_MoreThanOneConnectionMayRead_AreRefusedUntilOneIsClosed()
    {
        await using var host = await HubHost.StartAsync();
        host.Daemons.LogGoesOn = new TaskCompletionSource().Task;
        await using var subscriber = await host.ConnectAsync();
        using var enough = new CancellationTokenSource();
        await OpenAsync(subscriber, enough.Token);
        await OpenAsync(subscriber, LogStreamLimiter.Most - 1);

        var refused = await Should.ThrowAsync<HubException>(OpenAsync(subscriber, Cancelled));
        await enough.CancelAsync();

        refused.Message.ShouldContain("4 logs are being read over this connection already; close one and try again.");
        await OpenAtLastAsync(subscriber);
    }

    [Fact]
    public async Task StreamLogs_AnotherConnectionReadsAsManyAsItMay_IsNotRefused()
    {
        await using var host = await HubHost.StartAsync();
        host.Daemons.LogGoesOn = new TaskCompletionSource().Task;
        await using var one = await host.ConnectAsync();
        await using var another = await host.ConnectAsync();

        await OpenAsync(one, LogStreamLimiter.Most);

        await OpenAsync(another, Cancelled);
    }

    [Fact]
    public async Task StreamLogs_LogsThatHaveEnded_DoNotCount()
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync();

        for (var log = 1; log <= 2 * LogStreamLimiter.Most; log++)
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

    /// <summary>Opens a log that goes on, and waits for its first line. Cancelling alone ends it at the hub too.</summary>
    private static async Task OpenAsync(HubSubscriber subscriber, CancellationToken end)
    {
        var log = await subscriber.Connection.StreamAsChannelAsync<LogLine>(HubMethods.StreamLogs, "default", "a", 1, true, end);
        (await log.WaitToReadAsync(Cancelled).AsTask().DefaultTimeout()).ShouldBeTrue();
    }

    /// <summary>Opens one as soon as the hub has heard that another was closed, which it does not say.</summary>
    private static async Task OpenAtLastAsync(HubSubscriber subscriber)
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
                // Not heard yet.
            }
        }
    }
}
