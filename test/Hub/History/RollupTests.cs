using FlextMonitor.Hub.History.Figures;
using FlextMonitor.Testing;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>Whatever a source did, every tier tells the same, and tells no more than was seen.</summary>
public sealed class RollupTests
{
    private static readonly long[] Tiers = [10_000, 60_000, 600_000, 3_600_000, 86_400_000];

    private static readonly long Noon = Messages.Noon.ToUnixTimeMilliseconds();

    [Property(MaxTest = 10_000)]
    public Property Buckets_OfAnyStream_AreTheSameFromTheTierBelowAsFromAllValues() => Prop.ForAll(Streams(), steps =>
    {
        var segments = Play(steps);
        var lower = Rollup.Of(segments, Tiers[0]);
        foreach (var tier in Tiers.Skip(1))
        {
            lower = Rollup.Of(lower, tier);
            ShouldBeSame(lower, Rollup.Of(segments, tier));
        }
    });

    [Property(MaxTest = 10_000)]
    public Property Buckets_OfAnyStream_HoldTheirWholeTime_AndNoAggregateWithoutKnownTime() => Prop.ForAll(Streams(), steps =>
    {
        // Plain conditions: assertions of ten thousand streams would take a minute.
        var segments = Play(steps);
        return Tiers.SelectMany(tier => Rollup.Of(segments, tier)).All(bucket => HoldsItsTime(bucket) && Facts.Gauges.All(gauge => TellsWhatWasKnown(bucket[gauge], bucket)))
            && segments.Zip(segments.Skip(1)).All(pair => pair.First.Until == pair.Second.From);
    });

    [Property(MaxTest = 300)]
    public Property Buckets_OfAnyStream_ThatIsRecordedInTwoTerms_AddUpToTheWhole() => Prop.ForAll(Streams(), Gen.Choose(0, 100_000).ToArbitrary(), (steps, cut) =>
    {
        var segments = Play(steps);
        var first = segments.Select(segment => segment.Within(0, Noon + cut)).OfType<Segment>();
        var second = segments.Select(segment => segment.Within(Noon + cut, long.MaxValue)).OfType<Segment>();

        var parts = Rollup.Of(Rollup.Of(first, Tiers[0]).Concat(Rollup.Of(second, Tiers[0])), Tiers[0]);

        parts.Select(Facts.Of).ShouldBe(Rollup.Of(segments, Tiers[0]).Select(Facts.Of));
    });

    [Fact]
    public void Mean_OfValuesThatHeldForDifferentTimes_IsWeightedByTime()
    {
        var buckets = Rollup.Of([Held(0, 9_000, cpu: 0), Held(9_000, 10_000, cpu: 1_000)], Tiers[0]);

        var cpu = buckets.ShouldHaveSingleItem()[Figure.CpuUsage];
        (cpu.Mean, cpu.Min, cpu.Max, cpu.Last).ShouldBe((100, 0, 1_000, 1_000));
    }

    [Fact]
    public void Spike_OfTenSeconds_IsInTheDay()
    {
        var lower = Rollup.Of([Held(0, 500_000, cpu: 20), Held(500_000, 510_000, cpu: 1_000), Held(510_000, 3_600_000, cpu: 20)], Tiers[0]);

        var day = Tiers.Skip(1).Aggregate(lower, Rollup.Of).ShouldHaveSingleItem();

        (day[Figure.CpuUsage].Max, day[Figure.CpuUsage].Last).ShouldBe((1_000, 20));
        day.UnseenMs.ShouldBe(86_400_000 - 3_600_000);
    }

    [Fact]
    public void Buckets_OfTheHourThatALocalClockHasTwice_AreTwo()
    {
        // In Berlin 2026-10-25 had 25 hours: 02:30 came at 00:30 UTC and again at 01:30 UTC.
        var first = new DateTimeOffset(2026, 10, 25, 2, 30, 0, TimeSpan.FromHours(2)).ToUnixTimeMilliseconds();
        var second = new DateTimeOffset(2026, 10, 25, 2, 30, 0, TimeSpan.FromHours(1)).ToUnixTimeMilliseconds();

        var hours = Rollup.Of([At(first, 10), At(second, 20)], Tiers[3]);

        hours.Select(hour => hour[Figure.CpuUsage].Last).ShouldBe([10, 20]);
        (hours[1].Start - hours[0].Start).ShouldBe(Tiers[3]);
        Rollup.Of(hours, Tiers[4]).ShouldHaveSingleItem().Length.ShouldBe(86_400_000);

        static Segment At(long at, long cpu) => new(at, at + 1_000, Sample.Live(default(FigureValues).With(Figure.CpuUsage, cpu)), 0);
    }

    [Fact]
    public void Buckets_OfTheNightThatLosesAnHourLocally_LoseNothing()
    {
        // In Berlin 2026-03-29 had 23 hours: after 01:59 came 03:00.
        var first = new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.FromHours(1)).ToUnixTimeMilliseconds();
        var second = new DateTimeOffset(2026, 3, 29, 3, 30, 0, TimeSpan.FromHours(2)).ToUnixTimeMilliseconds();

        var hours = Rollup.Of([new Segment(first, second, Sample.Live(default), 0)], Tiers[3]);

        hours.Select(hour => hour.LiveMs).ShouldBe([1_800_000, 1_800_000]);
        (hours[1].Start - hours[0].Start).ShouldBe(Tiers[3]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(FigureValues.LargestGauge + 1)]
    public void Value_ThatCannotBeSummed_IsNotKnown(long value) => default(FigureValues).With(Figure.ActivePipelines, value)[Figure.ActivePipelines].ShouldBeNull();

    private static bool HoldsItsTime(Bucket bucket) =>
        bucket.LiveMs + bucket.DegradedMs + bucket.DownMs + bucket.UnseenMs == bucket.Length
        && new[] { bucket.LiveMs, bucket.DegradedMs, bucket.DownMs, bucket.UnseenMs }.All(ms => ms >= 0)
        && bucket.TotalExecutions.KnownMs > 0 == bucket.TotalExecutions.Increase.HasValue;

    private static bool TellsWhatWasKnown(Gauge gauge, Bucket bucket) =>
        gauge.KnownMs > 0 == gauge.Sum.HasValue && gauge.Sum.HasValue == gauge.Mean.HasValue
        && gauge.KnownMs <= bucket.LiveMs + bucket.DegradedMs && !(gauge.Mean < gauge.Min) && !(gauge.Mean > gauge.Max);

    private static void ShouldBeSame(List<Bucket> actual, List<Bucket> expected)
    {
        if (actual.Count != expected.Count || !actual.Zip(expected).All(pair => Facts.AreSame(pair.First, pair.Second)))
        {
            actual.Select(Facts.Of).ShouldBe(expected.Select(Facts.Of));
        }
    }

    private static Segment Held(long from, long until, long cpu) =>
        new(Rollup.StartOf(Noon, Tiers[4]) + from, Rollup.StartOf(Noon, Tiers[4]) + until, Sample.Live(default(FigureValues).With(Figure.CpuUsage, cpu)), 0);

    private static List<Segment> Play(Action<Stream>[] steps)
    {
        var stream = new Stream();
        foreach (var step in steps)
        {
            step(stream);
        }

        return [.. stream.Timeline.WithinSoFar(0, long.MaxValue, stream.Now)];
    }

    private static Arbitrary<Action<Stream>[]> Streams()
    {
        var values = from cpu in Gen.Choose(0, 1_000)
                     from total in Gen.Choose(0, 50)
                     from isKnown in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
                     select isKnown ? default(FigureValues).With(Figure.CpuUsage, cpu).With(Figure.TotalExecutions, total) : default;
        var samples = Gen.Frequency(
            (6, values.Select(Sample.Live)),
            (2, values.Select(Sample.Degraded)),
            (1, Gen.Constant(Sample.Down)),
            (1, Gen.Constant(Sample.Unseen)));
        var waits = Gen.Frequency((8, Gen.Choose(0, 2_000)), (2, Gen.Choose(0, 20_000)), (1, Gen.Choose(0, 5_000_000)));
        return Gen.OneOf(
            waits.Select<int, Action<Stream>>(ms => stream => stream.Now += ms),
            samples.Select<Sample, Action<Stream>>(sample => stream => stream.Timeline.Set(stream.Now, sample, 5_000)),
            Gen.Choose(0, 10_000).Select<int, Action<Stream>>(ms => stream => stream.Timeline.Observe(stream.Now - ms)),
            Gen.Constant<Action<Stream>>(stream => stream.Timeline.Advance(stream.Now)),
            Gen.Constant<Action<Stream>>(stream => stream.Timeline.Lose(stream.Now)),
            Gen.Choose(5_000, 600_000).Select<int, Action<Stream>>(ms => stream => stream.SetClockBack(ms))).ArrayOf(60).ToArbitrary();
    }

    private sealed class Stream
    {
        public long Now { get; set; } = Noon;

        public SourceTimeline Timeline { get; } = new(Noon);

        public void SetClockBack(long ms)
        {
            Now = Math.Max(Noon, Now - ms);
            if (Timeline.Settled > Now)
            {
                Timeline.RestartAt(Now);
            }
        }
    }
}
