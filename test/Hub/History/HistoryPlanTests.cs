using FlextMonitor.Hub.History;
using FlextMonitor.Hub.History.Api;
using FlextMonitor.Hub.History.Figures;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>Which tier answers a range, and in what rows.</summary>
public sealed class HistoryPlanTests
{
    private const long Hour = 3_600_000;
    private static readonly long Now = Messages.Noon.ToUnixTimeMilliseconds() + 1_234;
    private static readonly long EndOfTime = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static TheoryData<long, long, int> Ranges()
    {
        var data = new TheoryData<long, long, int>();
        long[] begins = [0, 1, new DateTimeOffset(1990, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), Now - Hour, Now - 1];
        foreach (var from in begins)
        {
            foreach (var to in new[] { Now, Now + Hour, EndOfTime })
            {
                foreach (var points in new[] { 1, 2, 3, 5, 600, 2_000 })
                {
                    data.Add(from, to, points);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Ranges))]
    public void Plan_OfAnyRange_CoversItUpToNow_InNoMoreRowsThanWereAskedFor(long from, long to, int points)
    {
        HistoryPlan[] plans = [HistoryPlan.FromMemory(from, to, points, 1_000, Now), HistoryPlan.FromStore(Tiers(), from, to, points, Now)];

        foreach (var plan in plans)
        {
            plan.Rows.ShouldBeInRange(1, points);
            (plan.From <= from, plan.Until).ShouldBe((true, Now));
            (plan.Step % (plan.Tier?.StepMs ?? 1_000)).ShouldBe(0);
            plan.Rows.ShouldBeGreaterThanOrEqualTo(Math.Min(points, (int)Math.Min((Now - from) / plan.Step, int.MaxValue)), "the rows are not coarser than they must be");
        }
    }

    [Fact]
    public void Plan_OfOneRow_BeginsWhereTheRangeDoes_AndHoldsAllOfIt()
    {
        // Midnight is a multiple of every step.
        var midnight = Messages.Noon.AddHours(-12).ToUnixTimeMilliseconds();
        var plan = HistoryPlan.FromStore(Tiers(), midnight - 30_000, midnight + 30_000, 1, Now);

        (plan.Step, plan.From, plan.Until, plan.Rows).ShouldBe((60_000, midnight - 30_000, midnight + 30_000, 1));
        Bucket[] buckets = [Live(midnight - 30_000), Live(midnight - 10_000), Live(midnight + 20_000)];
        plan.RollUp(buckets).ShouldHaveSingleItem().LiveMs.ShouldBe(30_000);
    }

    [Fact]
    public void Plan_OfATierThatWasShortened_TakesTheNextOneThatHoldsTheRange()
    {
        var tiers = Tiers();
        tiers[0] = (tiers[0].Tier, Now - (2 * Hour));

        HistoryPlan.FromStore(tiers, Now - Hour, Now, 600, Now).Tier.ShouldBe(tiers[0].Tier);
        var plan = HistoryPlan.FromStore(tiers, Now - (3 * Hour), Now, 2_000, Now);

        (plan.Tier, plan.TruncatedBefore).ShouldBe((tiers[1].Tier, null));
    }

    [Fact]
    public void Plan_OfARangeThatNoTierHolds_SaysWhatIsGone()
    {
        List<(HistoryTier Tier, long Oldest)> tiers = [.. Tiers().Select((entry, place) => (entry.Tier, Now - ((place + 1) * Hour)))];

        var plan = HistoryPlan.FromStore(tiers, Now - (9 * Hour), Now, 600, Now);

        (plan.Tier, plan.TruncatedBefore).ShouldBe((tiers[^1].Tier, tiers[^1].Oldest));
    }

    private static List<(HistoryTier Tier, long Oldest)> Tiers() => [.. HistoryOptions.DefaultTiers.Select(tier => (tier, Now - (long)tier.Keep.TotalMilliseconds))];

    private static Bucket Live(long start) => Rollup.Of([new Segment(start, start + 10_000, Sample.Live(default), 0)], 10_000).Single();
}
