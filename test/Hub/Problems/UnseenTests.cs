using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class UnseenTests
{
    private static readonly ExecutionData Stuck = Given.Running(startedAt: Given.Ago(hours: 1), pipeline: "other") with { RecordsProcessed = 7, ObservedAt = Given.Ago(hours: 1) };

    private readonly EvaluatedFeed _feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(minutes: 5)), Stuck, Given.Health(Given.Component(false)));

    [Theory]
    [InlineData(ProblemKinds.Failing)]
    [InlineData(ProblemKinds.Stuck)]
    [InlineData(ProblemKinds.Component)]
    public void Problem_SourceGoesDown_IsPartOfThatAndUnseenSinceTheLastNews(string kind)
    {
        var before = _feed.Problem(kind);
        _feed.Now = Given.Now.AddSeconds(2);

        _feed.Take(Given.Down(Given.Now.AddSeconds(2)), Given.HealthFallback());

        var unseen = _feed.Problem(kind);
        (unseen.Id, unseen.UnseenSince, unseen.PartOf).ShouldBe((before.Id, Given.Now, _feed.Problem(ProblemKinds.Unreachable).Id));
        (unseen.Since, unseen.SinceAtLeast, unseen.ObservedAt).ShouldBe((before.Since, before.SinceAtLeast, Given.Now));
    }

    [Fact]
    public void Problems_SourceIsSilent_AreUnseenToo()
    {
        _feed.Advance(Given.Now.AddHours(2));

        _feed.Problems.Where(problem => problem.Kind != ProblemKinds.Unreachable).ShouldAllBe(problem => problem.UnseenSince == Given.Now && problem.PartOf != null);
        _feed.Published.OfType<ProblemResolved>().ShouldBeEmpty("nothing says that anything is over");
    }

    [Fact]
    public void Problems_SeenAgainAndStillSo_AreTheSame()
    {
        var before = _feed.Problems;
        _feed.Take(Given.Down(), Given.HealthFallback());

        _feed.Take(Given.Status(), Given.Health(Given.Component(false)));

        _feed.Problems.Select(Plain).ShouldBe(before.Select(Plain));
    }

    [Fact]
    public void Problems_OverWhenSeenAgain_AreResolvedByTheEvidence()
    {
        _feed.Take(Given.Down(), Given.HealthFallback());
        _feed.Now = Given.Now.AddHours(3);

        _feed.Take(
            Given.Status() with { Since = Given.Now.AddHours(3), ObservedAt = Given.Now.AddHours(3) },
            Given.Health(Given.Component()) with { ObservedAt = Given.Now.AddHours(3) },
            Given.Ended("b", Given.Now.AddHours(1)),
            Given.Ended("now", Given.Now.AddHours(2), pipeline: "other") with { StartedAt = Given.Ago(hours: 1) });

        _feed.Problems.ShouldBeEmpty();
        _feed.Published.OfType<ProblemResolved>().Select(resolved => resolved.ResolvedAt).Order()
            .ShouldBe([Given.Now.AddHours(1), Given.Now.AddHours(2), Given.Now.AddHours(3), Given.Now.AddHours(3)]);
    }

    [Fact]
    public void Problems_RunFeedFailsAlone_ComponentsAreStillSeen()
    {
        _feed.Take(Given.Status(SourceState.Degraded, FeedNames.Executions) with { ObservedAt = Given.Now.AddMilliseconds(1) });

        _feed.Problem(ProblemKinds.Failing).UnseenSince.ShouldBe(Given.Now);
        _feed.Problem(ProblemKinds.Failing).PartOf.ShouldBeNull("the source can be reached");
        _feed.Problem(ProblemKinds.Component).UnseenSince.ShouldBeNull();
    }

    [Fact]
    public void Problems_WhatFailsUnseen_OpensWhenItIsSeen()
    {
        var feed = EvaluatedFeed.Live(Given.Ended("a", Given.Ago(hours: 1))).Take(Given.Down());
        feed.Take(Given.Failed("b", Given.Ago(minutes: 1)));
        feed.Problems.Select(problem => problem.Kind).ShouldBe([ProblemKinds.Unreachable]);

        feed.Take(Given.Status());

        feed.Problems.Select(problem => problem.Kind).ShouldBe([ProblemKinds.Failing]);
    }

    [Fact]
    public void Stuck_TimeUnseen_DoesNotCount()
    {
        var feed = EvaluatedFeed.Live(Given.Running() with { RecordsProcessed = 1 }).Take(Given.Down());
        feed.Advance(Given.Now.AddMinutes(30));
        feed.Published.OfType<Problem>().ShouldNotContain(problem => problem.Kind == ProblemKinds.Stuck);

        feed.Take(Given.Status() with { ObservedAt = feed.Now, Since = feed.Now }, Given.Running() with { RecordsProcessed = 2, ObservedAt = feed.Now });

        feed.Problems.ShouldBeEmpty("it moved while nobody saw");
    }

    [Fact]
    public void Stuck_ProgressUnknownAfterAnOutage_OpensAfterTheTimeThatWasSeen()
    {
        var run = Given.Running(startedAt: Given.Now) with { Progress = 5 };
        var feed = EvaluatedFeed.Live(run).Take(Given.Down());
        feed.Advance(Given.Now.AddMinutes(30));

        feed.Take(Given.Status() with { ObservedAt = feed.Now, Since = feed.Now }, run with { Progress = null, ObservedAt = feed.Now });
        feed.Problems.ShouldBeEmpty("nobody saw it stand still");
        for (var second = 2; second <= 302; second += 2)
        {
            feed.Hear(Given.Now.AddMinutes(30).AddSeconds(second));
        }

        var stuck = feed.Problems.Single();
        (stuck.Kind, stuck.Since, stuck.SinceAtLeast).ShouldBe((ProblemKinds.Stuck, Given.Now, false));
    }

    private static Problem Plain(Problem problem) => problem with { Epoch = 0, Sequence = 0, ObservedAt = null };
}
