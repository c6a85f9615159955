using FlextMonitor.Hub.History.Figures;
using FlextMonitor.Hub.History.Tables;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.History.Api;

/// <summary>Reads stored buckets, and until when each source was stored at the same moment.</summary>
internal sealed class BucketReader(IDbContextFactory<HistoryDbContext> contexts)
{
    /// <summary>The buckets of a plan's tier and range.</summary>
    /// <returns>By source and in order; and for each source with buckets until when its figures are stored, in Unix milliseconds.</returns>
    public async Task<(ILookup<string, Bucket> Buckets, IReadOnlyDictionary<string, long?> StoredUntil)> ReadAsync(
        IReadOnlyList<string> sources, HistoryPlan plan, CancellationToken cancellationToken)
    {
        var (step, from, until) = (plan.Tier!.StepSeconds, plan.From / 1000, plan.End / 1000);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var names = await context.Sources.AsNoTracking().Where(source => sources.Contains(source.Name))
                .ToDictionaryAsync(source => source.Id, source => source.Name, cancellationToken).ConfigureAwait(false);

            // One statement sees one moment. Between two, a write would be in one of them only.
            var rows = await context.Buckets.AsNoTracking()
                .Where(row => row.StepSeconds == step && names.Keys.Contains(row.SourceId) && row.StartSeconds >= from && row.StartSeconds < until)
                .OrderBy(row => row.SourceId).ThenBy(row => row.StartSeconds)
                .Select(row => new { Row = row, StoredUntil = context.Sources.Where(source => source.Id == row.SourceId).Select(source => source.StoredUntil).First() })
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            return (
                rows.ToLookup(found => names[found.Row.SourceId], found => found.Row.ToBucket()),
                rows.DistinctBy(found => found.Row.SourceId).ToDictionary(found => names[found.Row.SourceId], found => found.StoredUntil?.ToUnixTimeMilliseconds()));
        }
    }
}
