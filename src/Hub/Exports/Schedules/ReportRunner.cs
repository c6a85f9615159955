using FlextMonitor.Hosting.Background;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Exports.Schedules.Storage;
using FlextMonitor.Hub.Storage;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Exports.Schedules;

/// <summary>Makes reports at their times, in the process that leads. A time that passed while nothing led is made up for once.</summary>
internal sealed partial class ReportRunner(
    IDbContextFactory<ReportsDbContext> store, ScheduledReport report, ReportFiles files, ReportSignal signal, IEvaluatorLeadership leadership, TimeProvider time, ILogger<ReportRunner> logger) : SupervisedService
{
    /// <summary>Another process may have changed schedules, and the system's clock may be set.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private bool _fails;

    /// <summary>Makes what is due now.</summary>
    /// <param name="epoch">The leader's term; null where one process is alone.</param>
    /// <param name="cancellationToken">Ends it between two reports, or cancels one.</param>
    /// <returns>When there is something to make next; null if nothing is planned.</returns>
    /// <exception cref="TermOverException">Another process makes them now.</exception>
    public async Task<DateTimeOffset?> WorkAsync(long? epoch, CancellationToken cancellationToken)
    {
        await files.DeleteEndedAsync(cancellationToken).ConfigureAwait(false);
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var due = await context.Schedules.AsNoTracking()
            .Where(row => (row.NextAt <= now || row.AskedAt != null) && (row.RetryAt == null || row.RetryAt <= now)).OrderBy(row => row.NextAt).ThenBy(row => row.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var row in due)
        {
            await report.RunAsync(row, epoch, cancellationToken).ConfigureAwait(false);
        }

        return await context.Schedules.Where(row => row.NextAt != null).MinAsync(row => row.RetryAt > row.NextAt ? row.RetryAt : row.NextAt, cancellationToken).ConfigureAwait(false);
    }

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() => [new("The making of reports", token => leadership.RunAsync(RunAsync, token), new(), time, logger)];

    private async Task RunAsync(LeaderTerm term)
    {
        while (true)
        {
            var wait = await TryWorkAsync(term).ConfigureAwait(false);
            await signal.Changed.WaitAsync(wait, term.Ended).ConfigureAwait(false);
        }
    }

    private async Task<TimeSpan> TryWorkAsync(LeaderTerm term)
    {
        try
        {
            var next = await WorkAsync(term.Epoch, term.Ended).ConfigureAwait(false) - time.GetUtcNow();
            _fails = false;
            return next is { } wait && wait < LongestWait ? wait > TimeSpan.Zero ? wait : TimeSpan.Zero : LongestWait;
        }
        catch (Exception exception) when (exception is TermOverException or RightsUnavailableException or AuditUnavailableException || StoreFailure.IsUnavailable(exception))
        {
            if (!_fails)
            {
                Log.Unavailable(logger, RetryAfter, exception);
            }

            _fails = true;
            return RetryAfter;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2900, LogLevel.Warning, "Scheduled reports are not being made, because the store does not answer or another process leads. It is tried again every {RetryAfter}")]
        public static partial void Unavailable(ILogger logger, TimeSpan retryAfter, Exception exception);
    }
}
