using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>Computes tiers that the settings did not have before from what is stored of other steps. Otherwise the buckets that go on would lack what came before.</summary>
internal sealed class NewTiers(HistoryDbContext context, KeptSince kept)
{
    /// <summary>Fills each tier that has no bucket while finer ones have.</summary>
    public async Task FillAsync(IReadOnlyList<HistoryTier> tiers, CancellationToken cancellationToken)
    {
        var stored = await context.StoredStepsAsync(cancellationToken).ConfigureAwait(false);
        var sources = await context.Sources.AsNoTracking().Select(source => source.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var tier in tiers.Where(tier => stored.Count > 0 && !stored.Contains(tier.StepSeconds)))
        {
            // The coarsest reaches back furthest.
            var finer = stored.LastOrDefault(step => step < tier.StepSeconds && tier.StepSeconds % step == 0);
            await FillAsync(tier, finer, sources, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FillAsync(HistoryTier tier, int finer, List<int> sources, CancellationToken cancellationToken)
    {
        // Without a finer step nothing is known of the time before the next bucket of any step.
        var from = finer == 0
            ? await context.Buckets.AsNoTracking().MaxAsync(row => row.StartSeconds + row.StepSeconds, cancellationToken).ConfigureAwait(false)
            : await context.Buckets.AsNoTracking().Where(row => row.StepSeconds == finer).MinAsync(row => row.StartSeconds, cancellationToken).ConfigureAwait(false);
        var first = (from + tier.StepSeconds - 1) / tier.StepSeconds * tier.StepSeconds;
        await kept.RaiseAsync(context, tier, DateTimeOffset.FromUnixTimeSeconds(first), cancellationToken).ConfigureAwait(false);
        if (finer != 0)
        {
            var begin = from / tier.StepSeconds * tier.StepSeconds;
            await context.Database.ExecuteSqlRawAsync(new BucketSql(context).RollUp(sources, tier.StepSeconds, finer, begin, long.MaxValue / 1000), cancellationToken).ConfigureAwait(false);
        }
    }
}
