using FlextMonitor.Hub.History.Figures;

namespace FlextMonitor.Hub.History.Api;

/// <summary>Which tier answers a range, and in what steps. All times are Unix milliseconds.</summary>
/// <param name="Tier">The tier; null if memory answers.</param>
/// <param name="Step">The length of a row: a multiple of the tier's step.</param>
/// <param name="From">Where the first row begins: a multiple of <paramref name="Step"/>.</param>
/// <param name="Until">Where the answer ends: where a row does, or now.</param>
/// <param name="TruncatedBefore">What came before this is kept no longer; null if the tier covers the range.</param>
internal sealed record HistoryPlan(HistoryTier? Tier, long Step, long From, long Until, long? TruncatedBefore)
{
    /// <summary>Rows of a tier that are read for one row of the answer, at most.</summary>
    private const int MostReadForOne = 10;

    /// <summary>How many rows the answer has, 0 or more.</summary>
    public int Rows => (int)((Until - From + Step - 1) / Step);

    /// <summary>The finest tier that covers the whole range and has not far more buckets in it than the rows that were asked for. If none covers it, the one that reaches back furthest.</summary>
    /// <param name="tiers">The tiers, the finest first.</param>
    /// <param name="from">Where the range begins.</param>
    /// <param name="to">Where it ends; later than <paramref name="from"/>.</param>
    /// <param name="points">The most rows.</param>
    /// <param name="now">The present time.</param>
    public static HistoryPlan FromStore(IReadOnlyList<HistoryTier> tiers, long from, long to, int points, long now)
    {
        var tier = tiers.FirstOrDefault(tier => from >= OldestOf(tier, now) && (to - from) / tier.StepMs <= (long)points * MostReadForOne) ?? tiers[^1];
        var oldest = OldestOf(tier, now);
        var plan = Of(tier, tier.StepMs, from, to, points, now);
        return from < oldest ? plan with { TruncatedBefore = oldest } : plan;
    }

    /// <summary>As <see cref="FromStore"/>, for a range that is in memory as a whole in steps of a length.</summary>
    public static HistoryPlan FromMemory(long from, long to, int points, long step, long now) => Of(null, step, from, to, points, now);

    private static HistoryPlan Of(HistoryTier? tier, long unit, long from, long to, int points, long now)
    {
        // A range that does not begin where a row does touches one row more.
        var step = unit;
        while (CountOf(from, to, step) > points)
        {
            step = Math.Max(step + unit, Up((to - from) / points, unit));
        }

        var start = Rollup.StartOf(from, step);
        return new HistoryPlan(tier, step, start, Math.Max(start, Math.Min(Up(to, step), now)), null);
    }

    private static long CountOf(long from, long to, long step) => (Up(to, step) - Rollup.StartOf(from, step)) / step;

    private static long Up(long at, long unit) => (at + unit - 1) / unit * unit;

    private static long OldestOf(HistoryTier tier, long now) => now - (long)tier.Keep.TotalMilliseconds;
}
