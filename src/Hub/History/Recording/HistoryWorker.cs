using FlextMonitor.Collector.Feed;
using FlextMonitor.Hosting.Background;
using FlextMonitor.Hub.History.Backfill;
using FlextMonitor.Hub.History.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.History.Recording;

/// <summary>Records, stores and purges in the background. It stores once more as the host stops.</summary>
internal sealed class HistoryWorker(
    IFeedReader feed,
    HistoryRecorder recorder,
    HistoryWriter writer,
    Retention retention,
    SourceBackfills backfills,
    HistoryState state,
    IOptions<HistoryOptions> options,
    TimeProvider time,
    ILogger<HistoryWorker> logger) : SupervisedService
{
    private const int Capacity = 50_000;
    private static readonly TimeSpan PurgePace = TimeSpan.FromMinutes(10);

    /// <summary>How long after the end of a bucket it is stored: by then most answers that decide it have come.</summary>
    private static readonly TimeSpan AfterBucket = TimeSpan.FromSeconds(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await writer.WriteAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() =>
    [
        new("The recorder of history", RecordAsync, new(), time, logger),
        new("The writer of history", WriteAsync, new(), time, logger),
        new("The purge of history", PurgeAsync, new(), time, logger),
        .. backfills.All.Select(backfill => new SupervisedLoop($"The reading of older runs of {backfill.Source}", backfill.RunAsync, new(), time, logger)),
    ];

    private async Task RecordAsync(CancellationToken cancellationToken)
    {
        await foreach (var batch in feed.ReadInOrderAsync(Capacity, cancellationToken).ConfigureAwait(false))
        {
            recorder.Apply(batch);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        await writer.WriteAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            await Task.Delay(UntilNext(options.Value.Tiers[0].Step), time, cancellationToken).ConfigureAwait(false);
            await writer.WriteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PurgeAsync(CancellationToken cancellationToken)
    {
        await state.Opened.WaitAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            await retention.PurgeAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(PurgePace, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan UntilNext(TimeSpan step)
    {
        var sinceBucket = new TimeSpan((time.GetUtcNow() - AfterBucket).UtcTicks % step.Ticks);
        return step - sinceBucket;
    }
}
