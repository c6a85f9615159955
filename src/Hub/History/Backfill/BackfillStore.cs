using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Recording;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.History.Backfill;

/// <summary>Adds runs that nobody recorded to the store.</summary>
internal sealed class BackfillStore(IDbContextFactory<HistoryDbContext> contexts, KeptSince kept, IOptions<HistoryOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>A run with a long error takes milliseconds to index.</summary>
    private const int AtOnce = 25;

    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>What began before this is not kept.</summary>
    public DateTimeOffset Oldest => new[] { time.GetUtcNow() - options.Value.KeepRuns, kept.Runs }.Max();

    /// <summary>What is stored of a source's runs.</summary>
    /// <returns>Whether its daemon's list was once read as far back as it goes, before when no run came and went unseen, and the runs that may still be going.</returns>
    public async Task<(bool IsFilled, DateTimeOffset? Until, IReadOnlyList<OpenRun> Open)> KnownAsync(string source, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var row = await context.Sources.AsNoTracking().SingleOrDefaultAsync(known => known.Name == source, cancellationToken).ConfigureAwait(false);
            return row is null ? (false, null, []) : (row.FilledAt is not null, row.RunsKnownUntil, await Open(context, row.Id)
                .Select(run => new OpenRun(run.ExecutionId, run.SortAt)).ToListAsync(cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>The list of a source's daemon was read.</summary>
    /// <param name="source">The source.</param>
    /// <param name="began">When the reading began.</param>
    /// <param name="lost">Runs that were stored without an end and are not in view. Those of which the list did not tell the end ended unseen.</param>
    /// <param name="epoch">The leader's term; null where one process is alone.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="TermOverException">Another process reads lists now.</exception>
    public async Task NoteFilledAsync(string source, DateTimeOffset began, IReadOnlyList<OpenRun> lost, long? epoch, CancellationToken cancellationToken)
    {
        var (context, now) = (await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false), time.GetUtcNow());
        await using (context.ConfigureAwait(false))
        {
            context.Epoch = epoch;
            var row = await context.Sources.SingleAsync(known => known.Name == source, cancellationToken).ConfigureAwait(false);
            foreach (var ids in lost.Select(run => run.Id).Chunk(AtOnce))
            {
                await context.InTermAsync(
                    () => Open(context, row.Id).Where(run => ids.Contains(run.ExecutionId)).ExecuteUpdateAsync(run => run.SetProperty(entry => entry.EndUnseen, true), cancellationToken),
                    cancellationToken).ConfigureAwait(false);
            }

            row.FilledAt ??= now;
            row.RunsKnownUntil = began;
            await context.InTermAsync(() => context.SaveChangesAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Adds runs that the store lacks, and the ends of those that it holds without one. All of them were seen late.</summary>
    /// <param name="source">The source.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="epoch">The leader's term; null where one process is alone.</param>
    /// <param name="cancellationToken">Ends it between two transactions, or cancels one.</param>
    /// <returns>How many that were.</returns>
    /// <exception cref="TermOverException">Another process reads lists now.</exception>
    public async Task<int> AddAsync(string source, IReadOnlyList<ExecutionData> runs, long? epoch, CancellationToken cancellationToken)
    {
        // One source at a time, and in small transactions: what is watched now must be stored meanwhile.
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var added = 0;
            foreach (var some in runs.Chunk(AtOnce))
            {
                var began = time.GetTimestamp();
                added += await AddSomeAsync(source, some, epoch, cancellationToken).ConfigureAwait(false);
                await Task.Delay(time.GetElapsedTime(began), time, cancellationToken).ConfigureAwait(false);
            }

            return added;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private static IQueryable<RunRow> Open(HistoryDbContext context, int source) =>
        context.Runs.Where(run => run.SourceId == source && run.EndedAt == null && run.GoneAt == null && !run.EndUnseen);

    private async Task<int> AddSomeAsync(string source, IReadOnlyList<ExecutionData> runs, long? epoch, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            context.Epoch = epoch;
            return await context.InTermAsync(() => AddSomeAsync(context, source, runs, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<int> AddSomeAsync(HistoryDbContext context, string source, IReadOnlyList<ExecutionData> runs, CancellationToken cancellationToken)
    {
        await context.LockRunsAsync(cancellationToken).ConfigureAwait(false);
        var id = await SourceIdAsync(context, source, cancellationToken).ConfigureAwait(false);
        var added = await WithoutStoredAsync(context, id, runs, cancellationToken).ConfigureAwait(false);
        await new RunWriter(context, id, kept.Runs).WriteAsync([.. added.Select(Entry)], cancellationToken).ConfigureAwait(false);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return added.Count;
    }

    private static async Task<int> SourceIdAsync(HistoryDbContext context, string source, CancellationToken cancellationToken)
    {
        if (await context.Sources.SingleOrDefaultAsync(row => row.Name == source, cancellationToken).ConfigureAwait(false) is not { } row)
        {
            context.Sources.Add(row = new SourceRow { Name = source });
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }

        return row.Id;
    }

    private static async Task<List<ExecutionData>> WithoutStoredAsync(HistoryDbContext context, int source, IReadOnlyList<ExecutionData> runs, CancellationToken cancellationToken)
    {
        var ids = runs.Select(run => run.Id).ToList();
        var stored = await context.Runs.AsNoTracking().Where(run => run.SourceId == source && ids.Contains(run.ExecutionId))
            .ToDictionaryAsync(run => run.ExecutionId, run => run.EndedAt, cancellationToken).ConfigureAwait(false);
        return [.. runs.DistinctBy(run => run.Id).Where(run => !stored.TryGetValue(run.Id, out var endedAt) || (endedAt is null && run.HasEnded()))];
    }

    private RunEntry Entry(ExecutionData run) => new(run, time.GetUtcNow(), time.GetUtcNow(), FirstSeenLate: true, EndUnseen: run.HasEnded());
}
