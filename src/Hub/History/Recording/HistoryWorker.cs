using FlextMonitor.Collector.Feed;
using FlextMonitor.Hosting.Background;
using FlextMonitor.Hub.History.Backfill;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.History.Recording;

/// <summary>Records, stores and purges in the background. It stores once more as the host stops.</summary>
internal sealed partial class HistoryWorker(
    IFeedReader feed,
    HistoryRecorder recorder,
    HistoryWriter writer,
    Retention retention,
    SourceBackfills backfills,
    HistoryState state,
    StandbyHistory standby,
    IEvaluatorLeadership leadership,
    TimeProvider time,
    ILogger<HistoryWorker> logger) : SupervisedService
{
    private const int Capacity = 50_000;
    private static readonly TimeSpan PurgePace = TimeSpan.FromMinutes(10);

    /// <summary>After the first purge of a new history there is nothing to show of it yet.</summary>
    private static readonly TimeSpan UntilSecondPurge = TimeSpan.FromMinutes(1);

    /// <summary>How often is stored what was recorded. With the second up to the last answer, and the time that writing takes, a killed process loses less than 10 s.</summary>
    private static readonly TimeSpan WritePace = TimeSpan.FromSeconds(8);

    /// <summary>How long the last write may take, so that nothing holds the stop up.</summary>
    private static readonly TimeSpan LastWriteLimit = TimeSpan.FromSeconds(3);

    /// <summary>How long the last write of a term may take, because another process waits for the lease. The lease lasts for longer than this after its last renewal.</summary>
    private static readonly TimeSpan LastWriteOfTermLimit = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Task? _lastWrite;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        Task lastWrite;
        lock (_gate)
        {
            // The owner of a host may stop it once more, also when its services are gone.
            lastWrite = _lastWrite ??= WriteLastAsync();
        }

        await lastWrite.ConfigureAwait(false);
    }

    private async Task WriteLastAsync()
    {
        // The host may stop because it could not start. A leader among several has written already, at the end of its term.
        if (!state.Opened.IsCompletedSuccessfully || leadership.IsShared)
        {
            return;
        }

        // With a limit of its own: the host's may have passed, because connections were slow to close.
        using var limit = new CancellationTokenSource(LastWriteLimit, time);
        try
        {
            // Two writes at once would store the same.
            await (ExecuteTask ?? Task.CompletedTask).WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
            limit.Token.ThrowIfCancellationRequested();
            await writer.WriteAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Log.NotStored(logger, LastWriteLimit.TotalSeconds);
        }
    }

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() =>
    [
        new("The recorder of history", RecordAsync, new(), time, logger),
        new("The writer of history", token => leadership.RunAsync(WriteAsync, token), new(), time, logger),
        new("The purge of history", token => leadership.RunAsync(PurgeAsync, token), new(), time, logger),
        .. leadership.IsShared ? [new SupervisedLoop("The standby of history", StandByAsync, new(), time, logger)] : Array.Empty<SupervisedLoop>(),
        .. backfills.All.Select(backfill => new SupervisedLoop(
            $"The reading of older runs of {backfill.Source}", token => leadership.RunAsync(backfill.RunAsync, token), new(), time, logger)),
    ];

    private async Task RecordAsync(CancellationToken cancellationToken)
    {
        await foreach (var batch in feed.ReadInOrderAsync(Capacity, cancellationToken).ConfigureAwait(false))
        {
            recorder.Apply(batch);
        }
    }

    private async Task WriteAsync(LeaderTerm term)
    {
        if (term.Epoch is not { } epoch)
        {
            await WriteAgainAndAgainAsync(term).ConfigureAwait(false);
            return;
        }

        try
        {
            while (!await writer.BeginTermAsync(epoch, term.Ended).ConfigureAwait(false))
            {
                await Task.Delay(WritePace, time, term.Ended).ConfigureAwait(false);
            }

            standby.Begin();
            await WriteAgainAndAgainAsync(term).ConfigureAwait(false);
        }
        finally
        {
            // The lease is held until this has ended, or its time is over; then the store refuses it.
            using var limit = new CancellationTokenSource(LastWriteOfTermLimit, time);
            await WriteWithinAsync(epoch, limit.Token).ConfigureAwait(false);
            standby.End();
        }
    }

    private async Task WriteAgainAndAgainAsync(LeaderTerm term)
    {
        await writer.WriteAsync(term.Epoch, term.Ended).ConfigureAwait(false);
        while (true)
        {
            await Task.Delay(WritePace, time, term.Ended).ConfigureAwait(false);
            await writer.WriteAsync(term.Epoch, term.Ended).ConfigureAwait(false);
        }
    }

    private async Task WriteWithinAsync(long epoch, CancellationToken limit)
    {
        try
        {
            await writer.WriteAsync(epoch, limit).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Log.NotStored(logger, LastWriteOfTermLimit.TotalSeconds);
        }
    }

    private async Task StandByAsync(CancellationToken cancellationToken)
    {
        while (!await writer.OpenAsync(cancellationToken).ConfigureAwait(false))
        {
            await Task.Delay(WritePace, time, cancellationToken).ConfigureAwait(false);
        }

        while (true)
        {
            await Task.Delay(StandbyHistory.Pace, time, cancellationToken).ConfigureAwait(false);
            standby.Trim();
            if (!leadership.IsLeading)
            {
                await writer.OpenAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task PurgeAsync(LeaderTerm term)
    {
        var cancellationToken = term.Ended;
        await state.Opened.WaitAsync(cancellationToken).ConfigureAwait(false);
        for (var pause = UntilSecondPurge; ; pause = PurgePace)
        {
            await retention.PurgeAsync(term.Epoch, cancellationToken).ConfigureAwait(false);
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2418, LogLevel.Warning, "What history recorded last could not be stored within {Seconds} s, and will read as unseen")]
        public static partial void NotStored(ILogger logger, double seconds);
    }
}
