using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class MissedStartTests
{
    private static readonly DateTimeOffset Due = Given.Now.AddMinutes(30);
    private static readonly DateTimeOffset Missed = Due.AddMinutes(6);

    private readonly EvaluatedFeed _feed = EvaluatedFeed.Live(Given.Definition(schedule: "30 * * * *"));

    [Fact]
    public void MissedStart_NoRunBegins_OpensAfterATenthOfTheInterval()
    {
        HearUntil(_feed, Missed.AddSeconds(-2));
        _feed.Problems.ShouldBeEmpty();

        HearUntil(_feed, Missed.AddSeconds(2));

        var problem = _feed.Problems.Single();
        (problem.Kind, problem.PipelineId, problem.Since, problem.Title).ShouldBe((ProblemKinds.MissedStart, "orders", Due, "Orders has not started although it was due"));
    }

    [Fact]
    public void MissedStart_RunBegins_IsResolvedThen()
    {
        HearUntil(_feed, Missed.AddSeconds(2));

        _feed.Take(Given.Running(startedAt: Missed) with { ObservedAt = _feed.Now });

        _feed.Problems.ShouldBeEmpty();
        _feed.Published.OfType<ProblemResolved>().Single().ResolvedAt.ShouldBe(Missed);
    }

    [Fact]
    public void MissedStart_NextOneIsMissedToo_IsTheSameProblemSinceTheFirst()
    {
        HearUntil(_feed, Missed.AddHours(2), stepSeconds: 4);

        _feed.Problems.Single().Since.ShouldBe(Due);
        _feed.Published.OfType<ProblemResolved>().ShouldBeEmpty();
    }

    [Fact]
    public void MissedStart_DueBeforeThePipelineWasKnown_IsNotSaid() =>
        EvaluatedFeed.Live(Given.Ended("a", Given.Ago(days: 2)), Given.Definition(schedule: "0 * * * *")).Problems.ShouldBeEmpty();

    [Theory]
    [InlineData(false, "30 * * * *")]
    [InlineData(true, "by hand")]
    [InlineData(true, "0 0 31 2 *")]
    public void MissedStart_PipelineIsNotScheduled_NeverOpens(bool isActive, string schedule)
    {
        _feed.Take(Given.Definition(schedule: schedule, isActive: isActive));

        HearUntil(_feed, Missed.AddMinutes(1));

        _feed.Problems.ShouldBeEmpty();
        _feed.Failures.ShouldBeEmpty();
    }

    [Fact]
    public void MissedStart_SourceCannotBeSeen_GraceStandsStill()
    {
        HearUntil(_feed, Due.AddMinutes(1));
        _feed.Take(Given.Down(_feed.Now));
        _feed.Advance(Due.AddMinutes(31));
        _feed.Problems.ShouldAllBe(problem => problem.Kind == ProblemKinds.Unreachable);

        _feed.Take(Given.Status() with { ObservedAt = _feed.Now, Since = _feed.Now });
        HearUntil(_feed, Due.AddMinutes(35));
        _feed.Problems.ShouldBeEmpty();

        HearUntil(_feed, Due.AddMinutes(37));
        _feed.Problems.Single().Since.ShouldBe(Due);
    }

    [Fact]
    public void MissedStart_EvaluatorStartsAgain_KeepsTheProblem()
    {
        HearUntil(_feed, Missed.AddSeconds(2));
        var id = _feed.Problems.Single().Id;

        _feed.Restart();

        _feed.Problems.Single().Id.ShouldBe(id);
        _feed.Published.OfType<ProblemResolved>().ShouldBeEmpty();
    }

    [Fact]
    public void MissedStart_ScheduleTypedIntoTheRule_TakesThePlaceOfTheDaemons()
    {
        _feed.Use([.. BuiltInRules.All.Select(rule => rule.Kind == ProblemKinds.MissedStart ? rule with { Settings = new JsonObject { ["schedule"] = "0 14 * * *", ["zone"] = "Europe/Berlin" } } : rule)]);

        HearUntil(_feed, Given.Now.AddHours(1).AddMinutes(11));

        _feed.Problems.Single().Since.ShouldBe(Given.Now.AddHours(1));
    }

    [Fact]
    public void NextDueAt_DaemonTellsASchedule_IsItsNextTime()
    {
        _feed.Pipelines.Single().NextDueAt.ShouldBe(Due);

        HearUntil(_feed, Due.AddMinutes(2));

        _feed.Pipelines.Single().NextDueAt.ShouldBe(Due.AddHours(1));
    }

    private static void HearUntil(EvaluatedFeed feed, DateTimeOffset end, int stepSeconds = 2)
    {
        for (var at = feed.Now.AddSeconds(stepSeconds); at <= end; at = at.AddSeconds(stepSeconds))
        {
            feed.Advance(at).Hear(at);
        }
    }
}
