using FlextMonitor.Hub.History.Figures;
using FlextMonitor.Hub.History.Tables;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.History.Api;

/// <summary>Reads stored buckets, and until when each source was stored at the same moment.</summary>
internal sealed class BucketReader(IDbContextFactory<HistoryDbContext> contexts)
{
    /// <summary>How much is done at once for a question about several sources.</summary>
    public const int AtOnce = 2;

    /// <summary>The buckets of a plan's tier and range.</summary>
    /// <returns>For each source that has any, its buckets in order, and until when its figures are stored, in Unix milliseconds.</returns>
    public async Task<IReadOnlyDictionary<string, (IReadOnlyList<Bucket> Buckets, long? StoredUntil)>> ReadAsync(
        IReadOnlyList<string> sources, HistoryPlan plan, CancellationToken cancellationToken)
    {
        var names = await NamesAsync(sources, cancellationToken).ConfigureAwait(false);

        // What SQLite calls asynchronous returns when it is done.
        var parts = names.Keys.Order().Chunk(Math.Max(1, (names.Count + AtOnce - 1) / AtOnce)).Select(ids => Task.Run(() => ReadAsync(ids, plan, cancellationToken), cancellationToken));
        var stored = (await Task.WhenAll(parts).ConfigureAwait(false)).SelectMany(part => part);
        return stored.ToDictionary(source => names[source.Id], source => (source.Buckets, source.StoredUntil), StringComparer.Ordinal);
    }

    private async Task<Dictionary<int, string>> NamesAsync(IReadOnlyList<string> sources, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await context.Sources.AsNoTracking().Where(source => sources.Contains(source.Name))
                .ToDictionaryAsync(source => source.Id, source => source.Name, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IEnumerable<(int Id, IReadOnlyList<Bucket> Buckets, long? StoredUntil)>> ReadAsync(int[] sources, HistoryPlan plan, CancellationToken cancellationToken)
    {
        var (step, from, until) = (plan.Tier!.StepSeconds, plan.From / 1000, plan.End / 1000);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            // One statement sees one moment. Between two, a write would be in one of them only.
            var rows = await context.Buckets.AsNoTracking()
                .Where(row => row.StepSeconds == step && sources.Contains(row.SourceId) && row.StartSeconds >= from && row.StartSeconds < until)
                .OrderBy(row => row.SourceId).ThenBy(row => row.StartSeconds)
                .Select(StoredFigures.Of(context.Sources))
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            return
            [
                .. rows.GroupBy(row => row.SourceId).Select(source => (
                    source.Key, (IReadOnlyList<Bucket>)[.. source.Select(row => row.ToBucket(plan.Tier.StepMs))], source.First().StoredUntil?.ToUnixTimeMilliseconds())),
            ];
        }
    }
}
