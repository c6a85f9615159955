using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class PipelineRunsTests
{
    [Fact]
    public void Runs_OfAPipeline_AreNewestFirst()
    {
        var known = Known(Given.Run("1", startedAt: Given.Ago(seconds: 3)), Given.Run("2", startedAt: Given.Ago(seconds: 2), pipeline: "other"), Given.Run("3", startedAt: Given.Ago(seconds: 1)));

        known.Of("orders")!.Runs.Select(run => run.Id).ShouldBe(["3", "1"]);
        known.Of("other")!.Runs.Select(run => run.Id).ShouldBe(["2"]);
    }

    [Fact]
    public void PipelineIds_SameNameOtherId_StandApart()
    {
        var known = Known(Given.Run("1", pipeline: "a") with { PipelineName = "Same" }, Given.Run("2", pipeline: "b") with { PipelineName = "Same" });

        known.PipelineIds.ShouldBe(["a", "b"], ignoreOrder: true);
    }

    [Fact]
    public void Version_RunOnlyMoves_StaysAndTheOtherPipelineIsNotTouched()
    {
        var changed = new HashSet<string>();
        var known = new KnownRuns(changed);
        known.Take(Given.Run("1", pipeline: "still"));
        known.Take(Given.Running("2", pipeline: "moving"));
        var before = (known.Of("still")!.Version, known.Of("moving")!.Version);
        changed.Clear();

        known.Take(Given.Running("2", pipeline: "moving") with { RecordsProcessed = 9, Sequence = 99 });

        changed.ShouldBe(["moving"]);
        (known.Of("still")!.Version, known.Of("moving")!.Version).ShouldBe(before);
        known.Of("moving")!.Runs.Single().RecordsProcessed.ShouldBe(9);
    }

    [Fact]
    public void Version_RunEnds_Grows()
    {
        var known = Known(Given.Running("1"));
        var before = known.Of("orders")!.Version;

        known.Take(Given.Ended("1", Given.Now) with { Sequence = 99 });

        known.Of("orders")!.Version.ShouldBeGreaterThan(before);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Running_RunsComeMoveEndAndGo_AreThoseThatRun(int seed)
    {
        var random = new Random(seed);
        var known = Known(Given.Running("0"));
        for (var step = 1; step < 300; step++)
        {
            var run = Given.Run($"{random.Next(20)}", startedAt: Given.Ago(seconds: random.Next(5))) with { Sequence = step, Status = random.GetItems([ExecutionStatus.Running, ExecutionStatus.Pending, ExecutionStatus.Failed], 1)[0] };
            if (random.Next(4) == 0)
            {
                known.Remove(run.Id);
            }
            else
            {
                known.Take(run);
            }

            var runs = known.Of("orders");
            (runs?.Running ?? []).ShouldBe((runs?.Runs ?? []).Where(one => one.Status == ExecutionStatus.Running));
        }
    }

    [Fact]
    public void Usual_IsTheMedianOfTheGoodRuns() => Known(Given.GoodRuns(10, 500, 20)).Of("orders")!.Usual.ShouldBe(TimeSpan.FromSeconds(20));

    [Fact]
    public void Usual_FewerThanThree_IsNotKnown() => Known(Given.GoodRuns(10, 20)).Of("orders")!.Usual.ShouldBeNull();

    [Fact]
    public void Usual_FailedAndRunningOnes_DoNotCount() =>
        Known([.. Given.GoodRuns(10, 20), Given.Failed("bad", Given.Now, tookSeconds: 900), Given.Running()]).Of("orders")!.Usual.ShouldBeNull();

    [Fact]
    public void Usual_GoesByTheNewestTwenty() =>
        Known(Given.GoodRuns([.. Enumerable.Repeat(10.0, 20), .. Enumerable.Repeat(999.0, 25)])).Of("orders")!.Usual.ShouldBe(TimeSpan.FromSeconds(10));

    [Fact]
    public void UsualRows_IsTheMedianOfThoseThatReportedAny()
    {
        var runs = Given.GoodRuns(1, 1, 1, 1).Zip([0L, 7, 900, 8], (run, rows) => run with { RecordsProcessed = rows });

        Known([.. runs]).Of("orders")!.UsualRows.ShouldBe(8);
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(null)]
    public void UsualRows_FewerThanThreeReportedAny_IsNotKnown(long? none)
    {
        var runs = Given.GoodRuns(1, 1, 1, 1).Select((run, place) => run with { RecordsProcessed = place < 2 ? 7 : none });

        Known([.. runs]).Of("orders")!.UsualRows.ShouldBeNull();
    }

    [Fact]
    public void Ending_CancelledRuns_SayNothing()
    {
        var known = Known(Given.Ended("c", Given.Now, ExecutionStatus.Cancelled), Given.Failed("b", Given.Ago(minutes: 5)), Given.Ended("a", Given.Ago(hours: 1)));

        var ending = known.Of("orders")!.Ending;

        ending.Failures.Select(run => run.Id).ShouldBe(["b"]);
        ending.Good!.Id.ShouldBe("a");
    }

    private static KnownRuns Known(params ExecutionData[] runs)
    {
        var known = new KnownRuns([]);
        foreach (var run in runs)
        {
            known.Take(run);
        }

        known.Settle(true);
        return known;
    }
}
