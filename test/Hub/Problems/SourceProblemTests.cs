using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class SourceProblemTests
{
    [Fact]
    public void Unreachable_Down_OpensWithItsErrorAndResolvesNothing()
    {
        var feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(hours: 1)));

        feed.Take(Given.Down());

        var unreachable = feed.Problem(ProblemKinds.Unreachable);
        (unreachable.Severity, unreachable.Title, unreachable.Detail).ShouldBe((ProblemSeverity.Critical, "default cannot be reached", "Unable to connect to FLEXT daemon: refused"));
        (unreachable.Since, unreachable.SinceAtLeast, unreachable.ObservedAt).ShouldBe((Given.Now, false, Given.Now));
        feed.Problems.Count.ShouldBe(2);
        feed.Published.OfType<ProblemResolved>().ShouldBeEmpty();
    }

    [Fact]
    public void Unreachable_NeverHeard_MayHaveBeenSoForLonger()
    {
        var feed = new EvaluatedFeed().Take(Given.Down() with { ObservedAt = null, LastLiveAt = null });

        var unreachable = feed.Problems.Single();
        (unreachable.Since, unreachable.SinceAtLeast, unreachable.ObservedAt).ShouldBe((Given.Now, true, null));
    }

    [Fact]
    public void Unreachable_Silent_OpensByTheClockSinceTheLastNews()
    {
        var feed = EvaluatedFeed.Live();

        feed.Advance(Given.Now.AddSeconds(5)).Problems.ShouldBeEmpty();
        feed.Advance(Given.Now.AddSeconds(5.001));

        var unreachable = feed.Problems.Single();
        (unreachable.Kind, unreachable.Title, unreachable.Since).ShouldBe((ProblemKinds.Unreachable, "default has gone silent", Given.Now));
        unreachable.ObservedAt.ShouldBe(Given.Now, "it makes the source look no fresher than it is");
    }

    [Fact]
    public void Unreachable_EvaluatorWasAbsent_OpensOnlyAfterSilenceThatItWatched()
    {
        var feed = EvaluatedFeed.Live().BeAbsent(Given.Now.AddHours(1));

        feed.Advance(feed.Now.AddSeconds(5)).Problems.ShouldBeEmpty("the silence may be its own");
        feed.Advance(feed.Now.AddSeconds(1));

        var unreachable = feed.Problems.Single();
        (unreachable.Since, unreachable.SinceAtLeast).ShouldBe((Given.Now.AddHours(1), true));
    }

    [Fact]
    public void Unreachable_SilentBeforeTheEvaluatorWasAbsent_StaysOpen()
    {
        var feed = EvaluatedFeed.Live().Advance(Given.Now.AddSeconds(6));

        feed.BeAbsent(Given.Now.AddHours(1)).Hear(Given.Now.AddHours(1).AddSeconds(1));

        feed.Published.OfType<Problem>().Select(problem => problem.Since).Distinct().ShouldBe([Given.Now]);
        feed.Published.OfType<ProblemResolved>().Single().ResolvedAt.ShouldBe(Given.Now.AddHours(1).AddSeconds(1));
    }

    [Fact]
    public void Absence_OfTheEvaluator_CountsNeitherAsSeenNorAsStandingStill()
    {
        var feed = EvaluatedFeed.Live(Given.Running(startedAt: Given.Now) with { RecordsProcessed = 1 }).BeAbsent(Given.Now.AddHours(12));

        feed.Hear(feed.Now.AddSeconds(1)).Advance(feed.Now.AddSeconds(4));

        feed.Problems.ShouldBeEmpty();
        feed.Pipelines.Single().SeenPercent24h.ShouldBe(0);
    }

    [Fact]
    public void Unreachable_SilentAndThenDown_IsOneProblemSinceTheLastNews()
    {
        var feed = EvaluatedFeed.Live().Advance(Given.Now.AddMinutes(1));
        var id = feed.Problems.Single().Id;

        feed.Take(Given.Down(Given.Now.AddMinutes(1)));

        var unreachable = feed.Problems.Single();
        (unreachable.Id, unreachable.Since, unreachable.Title).ShouldBe((id, Given.Now, "default cannot be reached"));
    }

    [Fact]
    public void Unreachable_HeardAgain_IsResolvedByTheEvidence()
    {
        var silent = EvaluatedFeed.Live().Advance(Given.Now.AddMinutes(1)).Hear(Given.Now.AddMinutes(2));
        var down = EvaluatedFeed.Live().Take(Given.Down());
        down.Now = Given.Now.AddMinutes(3);
        down.Take(Given.Status() with { Since = Given.Now.AddMinutes(2), ObservedAt = Given.Now.AddMinutes(3) });

        silent.Published.OfType<ProblemResolved>().Single().ResolvedAt.ShouldBe(Given.Now.AddMinutes(2));
        down.Published.OfType<ProblemResolved>().Single().ResolvedAt.ShouldBe(Given.Now.AddMinutes(2));
    }

    [Fact]
    public void Unreachable_AgainLater_IsANewOne()
    {
        var feed = EvaluatedFeed.Live().Take(Given.Down()).Take(Given.Status()).Take(Given.Down());

        feed.Published.OfType<Problem>().Select(problem => problem.Id).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void Degraded_AnswersInPart_OpensWithItsError()
    {
        var feed = EvaluatedFeed.Live().Take(Given.Status(SourceState.Degraded, FeedNames.Stats) with { Error = "stats: no" });

        var degraded = feed.Problems.Single();
        (degraded.Kind, degraded.Severity, degraded.Detail, degraded.Title).ShouldBe((ProblemKinds.Degraded, ProblemSeverity.Warning, "stats: no", "default answers only in part"));
        (degraded.Since, degraded.SinceAtLeast).ShouldBe((Given.Ago(hours: 1), false));
    }

    [Fact]
    public void Degraded_NeverSeenLive_MayHaveBeenSoForLonger() =>
        new EvaluatedFeed().Take(Given.Status(SourceState.Degraded, FeedNames.Stats) with { LastLiveAt = null }).Problems.Single().SinceAtLeast.ShouldBeTrue();

    [Fact]
    public void Degraded_GoesDown_IsPartOfThatAndJudgedOnReturn()
    {
        var degradedStatus = Given.Status(SourceState.Degraded, FeedNames.Stats);
        var feed = EvaluatedFeed.Live().Take(degradedStatus);
        var id = feed.Problems.Single().Id;

        feed.Take(Given.Down());
        var whileDown = feed.Problem(ProblemKinds.Degraded);
        feed.Take(degradedStatus);

        (whileDown.Id, whileDown.UnseenSince, whileDown.PartOf).ShouldBe((id, Given.Now, feed.Published.OfType<Problem>().First(problem => problem.Kind == ProblemKinds.Unreachable).Id));
        var back = feed.Problems.Single();
        (back.Id, back.UnseenSince, back.PartOf).ShouldBe((id, null, null));
    }

    [Fact]
    public void Problems_LiveOrAboutToBe_AreNone()
    {
        EvaluatedFeed.Live().Problems.ShouldBeEmpty();
        new EvaluatedFeed().Take(Given.Connecting()).Advance(Given.Now.AddHours(1)).Problems.ShouldBeEmpty();
    }
}
