using FlextMonitor.Collector.Sources;
using FlextMonitor.Hub.History.Past;
using FlextMonitor.Hub.History.Recording;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Storage;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.History.Backfill;

/// <summary>
/// Reads the list of one daemon when runs may have come and gone unseen: as far back as it goes the first time, later back to when its source was last watched. It waits
/// a second between two calls, and longer where a call takes long.
/// </summary>
internal sealed partial class SourceBackfill(
    string source, HistoryRecorder recorder, IDaemonCalls daemons, BackfillStore store, PastOfSources past, HistoryState state, IRoomStore<HistoryDbContext> database, TimeProvider time, ILogger logger)
{
    /// <summary>The most runs of one call.</summary>
    public const int PageSize = 200;

    /// <summary>A daemon may send lists without end.</summary>
    private const int MostCalls = 10_000;

    /// <summary>The daemon rests this many times as long as a call took.</summary>
    private const int RestFactor = 4;

    /// <summary>The daemon's calls are shared between this and everybody who looks.</summary>
    private const string Caller = "history";

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    private string? _failure;

    public string Source => source;

    /// <summary>Reads whenever there is a gap, until the term ends.</summary>
    public async Task RunAsync(LeaderTerm term)
    {
        var cancellationToken = term.Ended;
        await state.Opened.WaitAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            await Task.Delay(Pace, time, cancellationToken).ConfigureAwait(false);
            if (recorder.RunGapOf(source) is not { } gap)
            {
                continue;
            }

            if (await TryFillAsync(term).ConfigureAwait(false))
            {
                recorder.CloseRunGap(source, gap);
            }
            else
            {
                await Task.Delay(RetryAfter, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> TryFillAsync(LeaderTerm term)
    {
        try
        {
            await FillAsync(term).ConfigureAwait(false);
            _failure = null;
            return true;
        }
        catch (TermOverException)
        {
            // The process that leads now reads the list.
            return false;
        }
        catch (Exception exception) when (exception is DaemonCallException || database.CauseOf(exception) is not null)
        {
            var reason = exception is DaemonCallException ? exception.Message : database.CauseOf(exception)!;
            if (reason != _failure)
            {
                Log.NotRead(logger, source, reason);
            }

            _failure = reason;
            return false;
        }
    }

    private async Task FillAsync(LeaderTerm term)
    {
        var cancellationToken = term.Ended;
        var began = time.GetUtcNow();
        var known = await store.KnownAsync(source, cancellationToken).ConfigureAwait(false);
        var lost = recorder.OnlyUnrecorded(source, known.Open);
        var added = await ReadAsync(known.IsFilled ? Earliest(known.Until, lost) : null, term).ConfigureAwait(false);
        await store.NoteFilledAsync(source, began, lost, term.Epoch, cancellationToken).ConfigureAwait(false);
        if (added > 0)
        {
            past.NoteAdded(source);
            Log.Read(logger, source, added);
        }
    }

    // What ran when its source was last watched, and is not in view now, may have ended further back in the list.
    private static DateTimeOffset Earliest(DateTimeOffset? known, IReadOnlyList<OpenRun> lost) => lost.Select(run => run.SortAt).Append(known ?? DateTimeOffset.MaxValue).Min();

    /// <param name="known">What started before this is known if nothing of its page is new; null reads the whole list.</param>
    /// <param name="term">The end of the term cancels it.</param>
    private async Task<int> ReadAsync(DateTimeOffset? known, LeaderTerm term)
    {
        var cancellationToken = term.Ended;
        var (pages, calls, added) = (new ListPages(PageSize), daemons.Route(source, Caller), 0);
        for (var call = 1; ; call++)
        {
            var began = time.GetTimestamp();
            var page = await calls.ListExecutionsAsync(pages.Limit, pages.Offset, cancellationToken).ConfigureAwait(false);
            pages.Take(page);
            var kept = page.Executions.Where(run => !(run.StartedAt < store.Oldest)).ToList();
            var addedNow = await store.AddAsync(source, recorder.OnlyUnrecorded(source, kept), term.Epoch, cancellationToken).ConfigureAwait(false);
            added += addedNow;
            var isKnown = addedNow == 0 && page.Executions.Any(run => run.StartedAt < known);
            var isTooOld = page.Executions.Count > 0 && kept.Count == 0;
            if (pages.IsEnd || isKnown || isTooOld || call == MostCalls)
            {
                return added;
            }

            var rest = RestFactor * time.GetElapsedTime(began);
            await Task.Delay(rest > Pace ? rest : Pace, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2414, LogLevel.Information, "History of {Source}: {Count} older runs were read from its daemon")]
        public static partial void Read(ILogger logger, string source, int count);

        [LoggerMessage(2415, LogLevel.Warning, "Older runs of {Source} cannot be read: {Reason} It is tried again every minute while the daemon answers")]
        public static partial void NotRead(ILogger logger, string source, string reason);
    }
}
