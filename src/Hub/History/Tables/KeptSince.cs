using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>
/// Since when each tier and the runs are complete. A tier may reach back less far than its setting says: it was shortened to save room, is kept longer than before, or is new.
/// Before anything is deleted the time is stored, so that no answer takes what is gone for time that nobody watched. Safe for use by several threads.
/// </summary>
internal sealed class KeptSince
{
    private const string RunsPart = "runs";

    private readonly ConcurrentDictionary<string, DateTimeOffset> _since = new(StringComparer.Ordinal);

    /// <summary>Runs that sort before this may be gone; <see cref="DateTimeOffset.MinValue"/> if none is.</summary>
    public DateTimeOffset Runs => _since.GetValueOrDefault(RunsPart);

    /// <summary>Buckets of a tier that begin before this may be gone; <see cref="DateTimeOffset.MinValue"/> if none is.</summary>
    public DateTimeOffset Of(HistoryTier tier) => _since.GetValueOrDefault(PartOf(tier));

    /// <summary>Reads what the store holds. Where several processes share it, another one may have raised it.</summary>
    public async Task LoadAsync(HistoryDbContext context, CancellationToken cancellationToken)
    {
        await foreach (var row in context.KeptSince.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            _since[row.Part] = row.Since;
        }
    }

    /// <summary>Stores that buckets of a tier which begin before a time may be gone.</summary>
    public Task RaiseAsync(HistoryDbContext context, HistoryTier tier, DateTimeOffset since, CancellationToken cancellationToken) =>
        RaiseAsync(context, PartOf(tier), since, cancellationToken);

    /// <summary>Stores that runs which sort before a time may be gone.</summary>
    public Task RaiseRunsAsync(HistoryDbContext context, DateTimeOffset since, CancellationToken cancellationToken) => RaiseAsync(context, RunsPart, since, cancellationToken);

    private static string PartOf(HistoryTier tier) => string.Create(CultureInfo.InvariantCulture, $"{tier.StepSeconds}s");

    private async Task RaiseAsync(HistoryDbContext context, string part, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (since <= _since.GetValueOrDefault(part))
        {
            return;
        }

        await context.InTermAsync(() => StoreAsync(context, part, since, cancellationToken), cancellationToken).ConfigureAwait(false);
        _since[part] = since;
    }

    private static async Task<int> StoreAsync(HistoryDbContext context, string part, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var updated = await context.KeptSince.Where(row => row.Part == part).ExecuteUpdateAsync(row => row.SetProperty(kept => kept.Since, since), cancellationToken).ConfigureAwait(false);
        if (updated > 0)
        {
            return updated;
        }

        context.KeptSince.Add(new KeptSinceRow { Part = part, Since = since });
        return await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }
}
