using FlextMonitor.Hub.History.Figures;

namespace FlextMonitor.Hub.History.Api;

/// <summary>Which tier answers a range, and in what steps. All times are Unix milliseconds.</summary>
/// <param name="Tier">The tier; null if memory answers.</param>
/// <param name="Step">The length of a row: a multiple of the tier's step.</param>
/// <param name="From">Where the first row begins: a multiple of <paramref name="Step"/>, or of the tier's step if there is one row only.</param>
/// <param name="End">Where the last row ends. It may be later than now.</param>
/// <param name="Until">Where the answer ends: where a row does, or now.</param>
/// <param name="TruncatedBefore">What came before this is kept no longer; null if the tier covers the range.</param>
internal sealed record HistoryPlan(HistoryTier? Tier, long Step, long From, long End, long Until, long? TruncatedBefore)
{
    /// <summary>Rows of a tier that are read for one row of the answer, at most.</summary>
    private const int MostReadForOne = 10;

    /// <summary>How many rows the answer has, 0 or more.</summary>
    public int Rows => (int)((Until - From + Step - 1) / Step);

    /// <summary>The finest tier that covers the whole range and has not far more buckets in it than the rows that were asked for. If none covers it, the one that reaches back furthest.</summary>
    /// <param name="tiers">The tiers, the finest first, each with the time since when it is complete.</param>
    /// <param name="from">Where the range begins.</param>
    /// <param name="to">Where it ends; later than <paramref name="from"/>.</param>
    /// <param name="points">The most rows.</param>
    /// <param name="now">The present time.</param>
    public static HistoryPlan FromStore(IReadOnlyList<(HistoryTier Tier, long Oldest)> tiers, long from, long to, int points, long now)
    {
        var range = EndOf(from, to, now) - from;
        var (tier, oldest) = tiers.FirstOrDefault(entry => from >= entry.Oldest && range / entry.Tier.StepMs <= (long)points * MostReadForOne) is { Tier: not null } covering
            ? covering
            : tiers.MinBy(entry => entry.Oldest);
        var plan = Of(tier, tier.StepMs, from, to, points, now);
        return from < oldest ? plan with { TruncatedBefore = oldest } : plan;
    }

    /// <summary>As <see cref="FromStore"/>, for a range that is in memory as a whole in steps of a length.</summary>
    public static HistoryPlan FromMemory(long from, long to, int points, long step, long now) => Of(null, step, from, to, points, now);

    /// <summary>The same plan after time has passed: what was stored meanwhile is in the answer.</summary>
    public HistoryPlan Continue(long until) => this with { Until = Math.Max(Until, Math.Min(End, until)) };

    /// <summary>The rows of the answer, of buckets that are not longer.</summary>
    public List<Bucket> RollUp(IEnumerable<Bucket> buckets) => Rollup.Of(buckets, Step, origin: From % Step);

    private static HistoryPlan Of(HistoryTier? tier, long unit, long from, long to, int points, long now)
    {
        // Time after now is in no row.
        var end = EndOf(from, to, now);
        if (points == 1)
        {
            // A range may lie on both sides of a multiple of any step, so a single row begins where the range does.
            var begin = Rollup.StartOf(from, unit);
            var length = Math.Max(unit, Up(end - begin, unit));
            return new HistoryPlan(tier, length, begin, begin + length, Math.Max(begin, Math.Min(begin + length, now)), null);
        }

        var step = StepOf(from, end, points, unit);
        var (start, last) = (Rollup.StartOf(from, step), Up(end, step));
        return new HistoryPlan(tier, step, start, last, Math.Max(start, Math.Min(last, now)), null);
    }

    private static long StepOf(long from, long end, int points, long unit)
    {
        // A range that does not begin where a row does touches one row more.
        var step = StepOf(end - from, points, unit);
        return (Up(end, step) - Rollup.StartOf(from, step)) / step <= points ? step : StepOf(end - from, points - 1, unit);
    }

    private static long StepOf(long range, int points, long unit) => Math.Max(unit, Up((range + points - 1) / points, unit));

    private static long EndOf(long from, long to, long now) => Math.Max(from, Math.Min(to, now));

    private static long Up(long at, long unit) => (at + unit - 1) / unit * unit;
}
