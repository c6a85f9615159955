using FlextMonitor.Hosting.Background;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>Announces what has come due and sends what waits. A channel is sent one message at a time; one that does not answer holds up no other.</summary>
internal sealed class Outbox(
    IDbContextFactory<AlertsDbContext> store, Announcer announcer, DeliverySender sender, BrokenChannels broken, AlertsStoreGuard guard, DeliveriesUnderWay underWay, OutboxSignals signals, OutboxProgress progress, IEvaluatorLeadership leadership, TimeProvider time, ILogger<Outbox> logger) : SupervisedService
{
    private const int MostChannelsAtOnce = 16;
    private const int MostRead = 500;

    /// <summary>The system's clock may be set while waiting, so no wait is long.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    /// <summary>How long requests that are under way may go on when the host stops, so that they need not be sent again.</summary>
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(5);

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() =>
    [
        new("The announcing of problems", token => leadership.RunAsync(AnnounceAsync, token), new SupervisedLoopOptions(), time, logger),
        new("The sending of alerts", token => leadership.RunAsync(SendAsync, token), new SupervisedLoopOptions(), time, logger),
    ];

    private async Task AnnounceAsync(LeaderTerm term)
    {
        var cancellationToken = term.Ended;
        while (true)
        {
            DateTimeOffset? next = null;
            var isDone = await guard.TryAsync("announcing", async () =>
            {
                next = await announcer.AnnounceAsync(term.Epoch, cancellationToken).ConfigureAwait(false);
                await broken.ReloadAsync(cancellationToken).ConfigureAwait(false);
                progress.NoteAnnouncing();
            }).ConfigureAwait(false);
            await signals.Announce.WaitAsync(isDone ? WaitUntil(next) : AlertsStoreGuard.RetryAfter, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(LeaderTerm term)
    {
        var cancellationToken = term.Ended;
        using var stop = new CancellationTokenSource();
        var running = new Dictionary<string, Task>(StringComparer.Ordinal);
        try
        {
            while (true)
            {
                DateTimeOffset? next = null;
                var isDone = await guard.TryAsync("sending", async () =>
                {
                    await TakeEndedAsync(running).ConfigureAwait(false);
                    next = await BeginAsync(running, term, stop.Token).ConfigureAwait(false);
                    progress.NoteSending();
                }).ConfigureAwait(false);
                await signals.Send.WaitAsync(isDone ? WaitUntil(next) : AlertsStoreGuard.RetryAfter, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            stop.CancelAfter(LastPatience);
            await Task.WhenAll(running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Awaiting them throws their failures.
    private static async Task TakeEndedAsync(Dictionary<string, Task> running)
    {
        foreach (var (channel, sending) in running.Where(sending => sending.Value.IsCompleted).ToList())
        {
            running.Remove(channel);
            await sending.ConfigureAwait(false);
        }
    }

    // Returns when the next message of a channel that is not busy is due.
    private async Task<DateTimeOffset?> BeginAsync(Dictionary<string, Task> running, LeaderTerm term, CancellationToken stop)
    {
        var cancellationToken = term.Ended;
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        string[] busy = [.. running.Keys];
        var waiting = await context.Deliveries.AsNoTracking().Where(row => row.NextAttemptAt != null && !busy.Contains(row.ChannelId)).OrderBy(row => row.NextAttemptAt).ThenBy(row => row.Id)
            .Select(row => new { row.Id, row.ChannelId, row.NextAttemptAt }).Take(MostRead).ToListAsync(cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        foreach (var delivery in waiting.Where(row => row.NextAttemptAt <= now).DistinctBy(row => row.ChannelId).Take(MostChannelsAtOnce - running.Count))
        {
            underWay.Add(delivery.Id);
            running.Add(delivery.ChannelId, SendOneAsync(delivery.Id, term.Epoch, stop));
        }

        return waiting.Where(row => !running.ContainsKey(row.ChannelId)).Select(row => row.NextAttemptAt).FirstOrDefault(at => at > now);
    }

    private async Task SendOneAsync(string id, long? epoch, CancellationToken stop)
    {
        try
        {
            await sender.SendAsync(id, epoch, stop).ConfigureAwait(false);
        }
        finally
        {
            underWay.Remove(id);
            signals.Send.Set();
        }
    }

    private TimeSpan WaitUntil(DateTimeOffset? next) => next - time.GetUtcNow() is { } wait && wait < LongestWait ? wait > TimeSpan.Zero ? wait : TimeSpan.Zero : LongestWait;
}
