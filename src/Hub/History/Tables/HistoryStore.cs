using FlextMonitor.Hub.History.Figures;
using FlextMonitor.Hub.History.Recording;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>Writes what was recorded, all sources in one transaction. Writing the same again changes nothing.</summary>
internal sealed class HistoryStore(IDbContextFactory<HistoryDbContext> contexts, KeptSince kept, IOptions<HistoryOptions> options)
{
    private readonly IReadOnlyList<HistoryTier> _tiers = options.Value.Tiers;

    /// <summary>Writes what is not stored.</summary>
    /// <param name="unstored">What was taken from the recorder.</param>
    /// <param name="recorder">Tells the buckets.</param>
    /// <param name="epoch">The leader's term; null where one process is alone.</param>
    /// <param name="cancellationToken">Cancels it; then nothing was written.</param>
    /// <exception cref="TermOverException">Another process has begun a newer term.</exception>
    public async Task WriteAsync(UnstoredHistory unstored, HistoryRecorder recorder, long? epoch, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                if (epoch is not null && await context.LockTermAsync(cancellationToken).ConfigureAwait(false) != epoch)
                {
                    throw new TermOverException();
                }

                await context.LockRunsAsync(cancellationToken).ConfigureAwait(false);
                var rows = await SourcesAsync(context, unstored, cancellationToken).ConfigureAwait(false);
                var buckets = new List<(int SourceId, Bucket Bucket)>();
                foreach (var source in unstored.Sources)
                {
                    var row = rows[source.Name];
                    var stored = await ReadBaseAsync(context, row.Id, source, cancellationToken).ConfigureAwait(false);
                    buckets.AddRange(recorder.Unstored(source, stored).Select(bucket => (row.Id, bucket)));
                    await new RunWriter(context, row.Id, kept.Runs).WriteAsync(source.Runs, cancellationToken).ConfigureAwait(false);
                    await new StateChangeWriter(context, row.Id).WriteAsync(source, cancellationToken).ConfigureAwait(false);
                    row.StoredUntil = DateTimeOffset.FromUnixTimeMilliseconds(source.SettledUntil);
                    row.RunsKnownUntil = source.RunsKnownUntil ?? row.RunsKnownUntil;
                }

                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                await WriteAsync(context, buckets, cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Begins a term: what earlier ones still write is refused from now on.</summary>
    /// <returns>Until when the figures of each source are stored, by its name. What earlier terms deleted is known too.</returns>
    /// <exception cref="TermOverException">Another process has begun a newer term.</exception>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset?>> BeginTermAsync(long epoch, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var begun = await context.Terms.Where(term => term.Epoch <= epoch).ExecuteUpdateAsync(term => term.SetProperty(row => row.Epoch, epoch), cancellationToken).ConfigureAwait(false);
            if (begun == 0)
            {
                if (await context.Terms.AnyAsync(cancellationToken).ConfigureAwait(false))
                {
                    throw new TermOverException();
                }

                context.Terms.Add(new HistoryTermRow { Epoch = epoch });
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            }

            await kept.LoadAsync(context, cancellationToken).ConfigureAwait(false);
            return await context.Sources.AsNoTracking().ToDictionaryAsync(source => source.Name, source => source.StoredUntil, StringComparer.Ordinal, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Fills tiers that are new in the settings, and reads since when each is complete. To be called once, before anything is written.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            await kept.LoadAsync(context, cancellationToken).ConfigureAwait(false);
            await new NewTiers(context, kept).FillAsync(_tiers, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads again since when each tier is complete, which the process that stores may have changed.</summary>
    public async Task ReadKeptAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            await kept.LoadAsync(context, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The buckets of the finest tier that begin at a time or later, by source and in order.</summary>
    /// <param name="from">Unix milliseconds.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<ILookup<string, Bucket>> ReadSinceAsync(long from, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var names = await context.Sources.AsNoTracking().ToDictionaryAsync(source => source.Id, source => source.Name, cancellationToken).ConfigureAwait(false);
            var (step, first) = (_tiers[0].StepSeconds, (from + 999) / 1000);
            var rows = await context.Buckets.AsNoTracking()
                .Where(row => row.StepSeconds == step && names.Keys.Contains(row.SourceId) && row.StartSeconds >= first)
                .OrderBy(row => row.SourceId).ThenBy(row => row.StartSeconds)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            return rows.ToLookup(row => names[row.SourceId], row => row.ToBucket());
        }
    }

    /// <summary>Writes buckets of the finest tier, and computes those of the higher tiers that hold them.</summary>
    private async Task WriteAsync(HistoryDbContext context, List<(int SourceId, Bucket Bucket)> buckets, CancellationToken cancellationToken)
    {
        if (buckets.Count == 0)
        {
            return;
        }

        var sql = new BucketSql(context);
        await context.Database.ExecuteSqlRawAsync(sql.Write(buckets), cancellationToken).ConfigureAwait(false);
        var sources = buckets.Select(entry => entry.SourceId).Distinct().ToList();
        var (first, last) = (buckets.Min(entry => entry.Bucket.Start), buckets.Max(entry => entry.Bucket.Start));
        foreach (var (lower, tier) in _tiers.Zip(_tiers.Skip(1)))
        {
            var from = Rollup.StartOf(first, tier.StepMs) / 1000;
            var until = (Rollup.StartOf(last, tier.StepMs) + tier.StepMs) / 1000;
            await context.Database.ExecuteSqlRawAsync(sql.RollUp(sources, tier.StepSeconds, lower.StepSeconds, from, until), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<Dictionary<string, SourceRow>> SourcesAsync(HistoryDbContext context, UnstoredHistory unstored, CancellationToken cancellationToken)
    {
        var known = await context.Sources.ToDictionaryAsync(source => source.Name, cancellationToken).ConfigureAwait(false);
        List<SourceRow> added = [.. unstored.Sources.Where(source => !known.ContainsKey(source.Name)).Select(source => new SourceRow { Name = source.Name })];
        if (added.Count > 0)
        {
            context.Sources.AddRange(added);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            added.ForEach(source => known.Add(source.Name, source));
        }

        return known;
    }

    private async Task<Bucket?> ReadBaseAsync(HistoryDbContext context, int sourceId, UnstoredSource source, CancellationToken cancellationToken)
    {
        if (source.BaseStart is not { } start)
        {
            return null;
        }

        var (step, seconds) = (_tiers[0].StepSeconds, start / 1000);
        var row = await context.Buckets.AsNoTracking()
            .SingleOrDefaultAsync(bucket => bucket.StepSeconds == step && bucket.SourceId == sourceId && bucket.StartSeconds == seconds, cancellationToken)
            .ConfigureAwait(false);
        return row?.ToBucket();
    }
}
