using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Recording;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.History.Backfill;

/// <summary>Adds runs that nobody recorded to the store.</summary>
internal sealed class BackfillStore(IDbContextFactory<HistoryDbContext> contexts, IOptions<HistoryOptions> options, TimeProvider time)
{
    /// <summary>What began before this is not kept.</summary>
    public DateTimeOffset Oldest => time.GetUtcNow() - options.Value.KeepRuns;

    /// <summary>Whether the list of a source's daemon was once read as far back as it goes.</summary>
    public async Task<bool> IsFilledAsync(string source, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await context.Sources.AnyAsync(row => row.Name == source && row.FilledAt != null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The list of a source's daemon was read as far back as it goes.</summary>
    public async Task NoteFilledAsync(string source, CancellationToken cancellationToken)
    {
        var (context, now) = (await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false), time.GetUtcNow());
        await using (context.ConfigureAwait(false))
        {
            await context.Sources.Where(row => row.Name == source).ExecuteUpdateAsync(row => row.SetProperty(entry => entry.FilledAt, now), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Adds runs that the store lacks, and the ends of those that it holds without one. All of them were seen late.</summary>
    /// <returns>How many that were.</returns>
    public async Task<int> AddAsync(string source, IReadOnlyList<ExecutionData> runs, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var id = await SourceIdAsync(context, source, cancellationToken).ConfigureAwait(false);
                var added = await WithoutStoredAsync(context, id, runs, cancellationToken).ConfigureAwait(false);
                await new RunWriter(context, id).WriteAsync([.. added.Select(Entry)], cancellationToken).ConfigureAwait(false);
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return added.Count;
            }
        }
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
