using FlextMonitor.Hub.History.Figures;

namespace FlextMonitor.Hub.Tests.History;

public sealed class SourceTimelineTests
{
    private const long StaleAfter = 5_000;

    private readonly SourceTimeline _timeline = new(0);

    [Fact]
    public void Sample_ThatIsConfirmedInTime_HoldsUntilTheNext()
    {
        _timeline.Set(1_000, Live(10), StaleAfter);
        _timeline.Observe(5_000);
        _timeline.Set(6_000, Live(20), StaleAfter);

        Told(6_000).ShouldBe(["0-1000 Unseen", "1000-6000 Live 10"]);
    }

    [Fact]
    public void Gap_OfTheStaleLimit_CountsAsWatched_AndALongerOneIsUnseenFromTheLastObservation()
    {
        _timeline.Set(0, Live(10), StaleAfter);
        _timeline.Observe(5_000);
        _timeline.Observe(10_001);
        _timeline.Observe(12_000);

        Told(12_000).ShouldBe(["0-5000 Live 10", "5000-10001 Unseen", "10001-12000 Live 10"]);
    }

    [Fact]
    public void Advance_WhileASampleMayStillBeConfirmed_DecidesNothing()
    {
        _timeline.Set(0, Live(10), StaleAfter);

        _timeline.Advance(4_000);

        _timeline.Settled.ShouldBe(0);
        Told(4_000).ShouldBe(["0-4000 Live 10"], "it counts as watched so far");
        Told(6_000).ShouldBe(["0-6000 Unseen"], "and no longer once it is stale");
    }

    [Fact]
    public void Advance_OfASourceThatIsDown_Decides()
    {
        _timeline.Set(0, Sample.Down, StaleAfter);

        _timeline.Advance(60_000);

        _timeline.Settled.ShouldBe(60_000);
        Told(60_000).ShouldBe(["0-60000 Down"]);
    }

    [Fact]
    public void Observation_OfATimeThatWasDecided_ChangesNothingBefore()
    {
        _timeline.Set(0, Live(10), StaleAfter);
        _timeline.Advance(10_000);
        _timeline.Observe(8_000);
        _timeline.Observe(11_000);

        Told(11_000).ShouldBe(["0-10000 Unseen", "10000-11000 Live 10"]);
    }

    [Fact]
    public void Lose_WhatHeldMeanwhile_IsUnseen()
    {
        _timeline.Set(0, Live(10), StaleAfter);

        _timeline.Lose(3_000);
        _timeline.Observe(4_000);

        Told(4_000).ShouldBe(["0-3000 Unseen", "3000-4000 Live 10"]);
    }

    [Fact]
    public void Increase_IsThatWhileItWasWatched()
    {
        _timeline.Set(0, Total(10), StaleAfter);
        _timeline.Set(1_000, Total(12), StaleAfter);
        _timeline.Set(2_000, Total(3), StaleAfter);
        _timeline.Set(3_000, Sample.Down, StaleAfter);
        _timeline.Set(4_000, Total(8), StaleAfter);
        _timeline.Observe(5_000);

        var bucket = Rollup.Of(_timeline.Within(0, 5_000), 10_000).ShouldHaveSingleItem().TotalExecutions;

        (bucket.First, bucket.Last, bucket.Increase, bucket.KnownMs).ShouldBe((10, 8, 2, 4_000));
    }

    [Fact]
    public void Clock_ThatWasSetBack_TellsTheTimeAgain()
    {
        _timeline.Set(0, Live(10), StaleAfter);
        _timeline.Observe(5_000);

        _timeline.RestartAt(2_000);
        _timeline.Set(3_000, Live(20), StaleAfter);
        _timeline.Observe(4_000);

        Told(4_000).ShouldBe(["0-3000 Live 10", "3000-4000 Live 20"]);
    }

    [Fact]
    public void Forget_WhatEndedBefore_IsGone()
    {
        _timeline.Set(0, Live(10), StaleAfter);
        _timeline.Set(1_000, Live(20), StaleAfter);
        _timeline.Observe(2_000);

        _timeline.Forget(1_500);

        _timeline.Oldest.ShouldBe(1_000);
        Told(2_000).ShouldBe(["1000-2000 Live 20"]);
    }

    private IEnumerable<string> Told(long now)
    {
        // Pieces of the same sample are one.
        var told = new List<Segment>();
        foreach (var segment in _timeline.WithinSoFar(0, long.MaxValue, now))
        {
            if (told.Count > 0 && told[^1].Sample == segment.Sample)
            {
                told[^1] = told[^1] with { Until = segment.Until };
            }
            else
            {
                told.Add(segment);
            }
        }

        return told.Select(segment => $"{segment.From}-{segment.Until} {segment.Sample.Standing} {segment.Sample.Values[Figure.CpuUsage]}".TrimEnd());
    }

    private static Sample Live(long cpu) => Sample.Live(default(FigureValues).With(Figure.CpuUsage, cpu));

    private static Sample Total(long total) => Sample.Live(default(FigureValues).With(Figure.TotalExecutions, total));
}
