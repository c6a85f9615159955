using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Previews;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Tests.Problems.Previews;

public sealed class PipelineReplayTests
{
    private static readonly DateTimeOffset Since = Given.Ago(days: 30);

    [Fact]
    public void Openings_FailuresInARow_AreOneEach()
    {
        var openings = Replay(
            ProblemKinds.Failing,
            Given.Ended("a", Given.Ago(days: 40)),
            Given.Failed("b", Given.Ago(days: 20)),
            Given.Failed("c", Given.Ago(days: 19)),
            Given.Ended("d", Given.Ago(days: 18)),
            Given.Failed("e", Given.Ago(days: 2)));

        openings.Select(opening => (opening.PipelineId, opening.Since, opening.Until)).ShouldBe([("orders", Given.Ago(days: 20), Given.Ago(days: 18)), ("orders", Given.Ago(days: 2), null)]);
    }

    [Fact]
    public void Openings_SlowRun_BeginsWhileItRuns()
    {
        var usual = Enumerable.Range(0, 5).Select(place => Given.Ended($"good-{place}", Given.Ago(days: 35 - place), tookSeconds: 600));

        var opening = Replay(ProblemKinds.Slow, [.. usual, Given.Ended("late", Given.Ago(days: 5), tookSeconds: 3600)]).Single();

        (opening.Since, opening.Until).ShouldBe((Given.Ago(days: 5).AddSeconds(-3600 + 600), Given.Ago(days: 5)));
    }

    [Fact]
    public void Openings_SlowRunThatBeganBeforeTheTime_IsFoundWhileItRuns()
    {
        var usual = Enumerable.Range(0, 5).Select(place => Given.Ended($"good-{place}", Given.Ago(days: 35 - place), tookSeconds: 600));

        var opening = Replay(ProblemKinds.Slow, [.. usual, Given.Ended("late", Since.AddHours(2), tookSeconds: 3 * 3600)]).Single();

        (opening.Since, opening.Until).ShouldBe((Since.AddHours(-1).AddSeconds(600), Since.AddHours(2)));
    }

    [Fact]
    public void Openings_RunWithoutRecords_EndWithTheNextOneThatMovesSome()
    {
        var usual = Enumerable.Range(0, 10).Select(place => Given.Ended($"good-{place}", Given.Ago(days: 35 - place)) with { RecordsProcessed = 100 });

        var opening = Replay(
            ProblemKinds.ZeroRows,
            [.. usual, Given.Ended("zero", Given.Ago(days: 5)) with { RecordsProcessed = 0 }, Given.Ended("some", Given.Ago(days: 4)) with { RecordsProcessed = 90 }]).Single();

        (opening.Since, opening.Until).ShouldBe((Given.Ago(days: 5), Given.Ago(days: 4)));
    }

    [Fact]
    public void Openings_DaysWithoutARun_AreMissedStarts()
    {
        var runs = Enumerable.Range(0, 29).Where(day => day is not (10 or 11)).Select(day => Given.Ended($"run-{day}", Since.Date.AddDays(day + 1).AddHours(2).AddMinutes(10), tookSeconds: 600) with { StartedAt = At(day) });

        var opening = Replay(ProblemKinds.MissedStart, [.. runs]).Single(opening => opening.Since < Given.Ago(days: 2));

        (opening.Since, opening.Until).ShouldBe((At(10), At(12)));

        static DateTimeOffset At(int day) => new DateTimeOffset(Since.Date, TimeSpan.Zero).AddDays(day + 1).AddHours(2);
    }

    [Fact]
    public void Openings_ThresholdOfAPipelineFigure_AreFollowed()
    {
        var rule = new Rule(
            "rows", "Rows", ProblemKinds.Threshold, true, ProblemSeverity.Warning, RuleMatch.Everything with { Pipelines = ["ord*"] }, new JsonObject { ["figure"] = "rows", ["below"] = 10, ["forSeconds"] = 0 }, null);

        var openings = Replay(rule, Given.Ended("a", Given.Ago(days: 5)) with { RecordsProcessed = 5 }, Given.Ended("b", Given.Ago(days: 4)) with { RecordsProcessed = 50 }, Given.Ended("c", Given.Ago(days: 3), pipeline: "other") with { RecordsProcessed = 1 });

        openings.Select(opening => (opening.PipelineId, opening.Since)).ShouldBe([("orders", Given.Ago(days: 5))]);
    }

    [Theory]
    [InlineData(ProblemKinds.Failing)]
    [InlineData(ProblemKinds.Slow)]
    [InlineData(ProblemKinds.ZeroRows)]
    [InlineData(ProblemKinds.TooQuick)]
    public void Openings_OfRandomRuns_AreThoseThatOpenedLive(string kind)
    {
        var random = new Random(7);
        List<ExecutionData> runs =
        [
            .. Enumerable.Range(0, 300).Select(place => Given.Ended(
                $"run-{place}", Since.AddHours(2 * (place + 1)), random.Next(5) == 0 ? ExecutionStatus.Failed : ExecutionStatus.Success, random.Next(20) == 0 ? 3000 : random.Next(20) == 0 ? 10 : 600)
                with { RecordsProcessed = random.Next(10) == 0 ? 0 : 100 }),
        ];

        var replayed = Replay(kind, [.. runs]).Select(opening => opening.Since);

        replayed.ShouldBe(Live(kind, runs));
        replayed.ShouldNotBeEmpty();
    }

    [Fact]
    public void Openings_OfSlowRunsThatOverlap_AreThoseThatOpenedLive()
    {
        var random = new Random(11);
        List<ExecutionData> runs =
        [
            .. Enumerable.Range(0, 400).Select(place => Given.Ended(
                $"run-{place}", Since.AddHours(place + 1).AddSeconds(random.Next(3600)), random.Next(5) == 0 ? ExecutionStatus.Failed : ExecutionStatus.Success,
                random.Next(6) == 0 ? random.Next(3_000, 20_000) : random.Next(500, 700), pipeline: $"pipeline-{random.Next(2)}")),
        ];

        var replayed = Replay(ProblemKinds.Slow, [.. runs]).Select(opening => opening.Since);

        replayed.ShouldBe(Live(ProblemKinds.Slow, runs).Order());
        replayed.Count().ShouldBeGreaterThan(20);
    }

    private static IReadOnlyList<DateTimeOffset> Live(string kind, IReadOnlyList<ExecutionData> runs)
    {
        var feed = new EvaluatedFeed { Now = Since }.Take(Given.Status() with { IntervalSeconds = 40 * 86_400, ObservedAt = Since, ExecutionLimit = 1000 });
        feed.Use([.. BuiltInRules.All.Where(rule => rule.Kind == kind)]);
        var steps = runs.SelectMany(run => new[]
        {
            run with { Status = ExecutionStatus.Running, FinishedAt = null, DurationSeconds = null, RecordsProcessed = null, ObservedAt = run.StartedAt },
            run with { ObservedAt = run.FinishedAt },
        });
        foreach (var step in steps.OrderBy(step => step.ObservedAt))
        {
            feed.Advance(step.ObservedAt!.Value);
            feed.Take(step);
        }

        return [.. feed.Changes.Where(change => change.IsOpening && change.Problem.Kind == kind).Select(change => change.Problem.Since)];
    }

    private static IReadOnlyList<RulePreviewOpening> Replay(string kind, params ExecutionData[] runs) => Replay(BuiltInRules.All.Single(rule => rule.Kind == kind), runs);

    private static IReadOnlyList<RulePreviewOpening> Replay(Rule rule, params ExecutionData[] runs) =>
        new PipelineReplay(rule, Given.Source, [Given.Definition(schedule: "0 2 * * *")]).Openings(runs, Since, Given.Now);
}
