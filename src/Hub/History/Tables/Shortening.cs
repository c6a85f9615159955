using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>Makes room: the oldest buckets of the finest tier go first, then those of the next one, and the oldest runs last. The coarsest tier is never shortened.</summary>
internal sealed class Shortening(HistoryDbContext context, HistoryOptions options, KeptSince kept, Deletion deletion, DateTimeOffset now)
{
    /// <summary>Which part of what there is goes in one step.</summary>
    private const int Part = 4;

    private const int RunsAtOnce = 10_000;

    /// <summary>Deletes the oldest part of what goes next.</summary>
    /// <returns>False if nothing may be deleted any more.</returns>
    public async Task<bool> ShortenOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var (tier, next) in options.Tiers.Zip(options.Tiers.Skip(1)))
        {
            // The next tier is computed from this one.
            if (await ShortenAsync(tier, now - (2 * next.Step) - TimeSpan.FromHours(1), cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return await DeleteOldestRunsAsync(RunsAtOnce, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> ShortenAsync(HistoryTier tier, DateTimeOffset latest, CancellationToken cancellationToken)
    {
        var step = tier.StepSeconds;
        var start = await context.Buckets.AsNoTracking().Where(row => row.StepSeconds == step).MinAsync(row => (long?)row.StartSeconds, cancellationToken).ConfigureAwait(false);
        if (start is not { } seconds || seconds >= latest.ToUnixTimeSeconds())
        {
            return false;
        }

        var oldest = DateTimeOffset.FromUnixTimeSeconds(seconds);
        var part = oldest + ((latest - oldest) / Part) + tier.Step;
        var before = part < latest ? part : latest;
        await kept.RaiseAsync(context, tier, before, cancellationToken).ConfigureAwait(false);
        await deletion.DeleteBucketsAsync(context, step, before, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Deletes so many of the oldest runs, and all that sort at the same moment as the last of them.</summary>
    /// <returns>False if there are none.</returns>
    public async Task<bool> DeleteOldestRunsAsync(int count, CancellationToken cancellationToken)
    {
        var last = await context.Runs.AsNoTracking().OrderBy(run => run.SortAt).Take(count).Select(run => (DateTimeOffset?)run.SortAt).MaxAsync(cancellationToken).ConfigureAwait(false);
        if (last is not { } at)
        {
            return false;
        }

        var before = at.AddMilliseconds(1);
        await kept.RaiseRunsAsync(context, before, cancellationToken).ConfigureAwait(false);
        await deletion.DeleteRunsAsync(context, before, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
