using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Tests.Problems;

/// <summary>How others know that evaluation goes on, and the order of what is published.</summary>
public sealed class EvaluationReportTests
{
    [Fact]
    public void SourceEvaluated_FirstJudged_IsPublishedAtOnceWithTheEvidence()
    {
        var feed = new EvaluatedFeed { Now = Given.Now.AddSeconds(1) };

        feed.Take(Given.Status());

        var evaluated = Evaluated(feed).ShouldHaveSingleItem();
        (evaluated.Source, evaluated.EvaluatedAt, evaluated.ObservedAt).ShouldBe(("default", Given.Now.AddSeconds(1), Given.Now));
    }

    [Fact]
    public void SourceEvaluated_OnlyConnecting_IsNotPublished() =>
        Evaluated(new EvaluatedFeed().Take(Given.Connecting(), Given.Heartbeat() with { ObservedAt = null }).Advance(Given.Now.AddMinutes(5))).ShouldBeEmpty();

    [Fact]
    public void SourceEvaluated_Down_IsPublished() => Evaluated(new EvaluatedFeed().Take(Given.Down())).ShouldHaveSingleItem();

    [Fact]
    public void SourceEvaluated_ManyChanges_IsPublishedAtMostOnceASecond()
    {
        var feed = EvaluatedFeed.Live();
        for (var milliseconds = 100; milliseconds <= 2_000; milliseconds += 100)
        {
            feed.Advance(Given.Now.AddMilliseconds(milliseconds)).Hear(Given.Now.AddMilliseconds(milliseconds));
        }

        Evaluated(feed).Select(evaluated => evaluated.EvaluatedAt).ShouldBe([Given.Now, Given.Now.AddSeconds(1), Given.Now.AddSeconds(2)]);
    }

    [Fact]
    public void SourceEvaluated_LastChangeWithinASecond_IsPublishedWhenThatIsOver()
    {
        var feed = EvaluatedFeed.Live().Hear(Given.Now.AddMilliseconds(300));

        feed.Advance(Given.Now.AddSeconds(4));

        Evaluated(feed).Select(evaluated => evaluated.EvaluatedAt).ShouldBe([Given.Now, Given.Now.AddSeconds(1)]);
    }

    [Fact]
    public void SourceEvaluated_AfterARestart_IsPublishedAtOnce() => Evaluated(EvaluatedFeed.Live().Restart()).Count.ShouldBe(2);

    [Fact]
    public void MonitorHeartbeat_ComesEveryFiveSecondsWhateverIsWatched()
    {
        var feed = new EvaluatedFeed().Advance(Given.Now.AddSeconds(14));

        var beats = feed.Published.OfType<Heartbeat>().ToList();
        beats.Select(beat => beat.EvaluatedAt).ShouldBe([Given.Now, Given.Now.AddSeconds(5), Given.Now.AddSeconds(10)]);
        beats.ShouldAllBe(beat => beat.Source == SourceNames.Monitor && beat.ObservedAt == beat.EvaluatedAt);
    }

    [Fact]
    public void MonitorHeartbeat_ClockSetBack_GoesOn()
    {
        var feed = EvaluatedFeed.Live();

        feed.Hear(Given.Ago(hours: 1));

        feed.Published.OfType<Heartbeat>().Last().EvaluatedAt.ShouldBe(Given.Ago(hours: 1));
        Evaluated(feed)[^1].EvaluatedAt.ShouldBe(Given.Ago(hours: 1));
    }

    [Fact]
    public void Published_EpochAndSequence_GrowForEachKey()
    {
        var feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(hours: 1)), Given.Definition());
        feed.Take(Given.Failed("b", Given.Ago(minutes: 1))).Take(Given.Down()).Advance(Given.Now.AddMinutes(3)).Restart(Given.Status()).Take(Given.Ended("c", Given.Now));

        foreach (var values in feed.Published.GroupBy(message => message.Key))
        {
            values.Zip(values.Skip(1)).ShouldAllBe(pair => pair.Second.IsNewerThan(pair.First));
        }
    }

    [Fact]
    public void Published_InOneBatch_IsInTheOrderOfKinds()
    {
        var feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(hours: 1)), Given.Definition());

        feed.Published.Skip(1).Select(message => message.Key.Kind).ShouldBe([MessageKind.Pipeline, MessageKind.Problem, MessageKind.Evaluation]);
    }

    [Fact]
    public void NextDue_NothingToJudge_IsTheNextHeartbeat() => new EvaluatedFeed().NextDue.ShouldBe(Given.Now.AddSeconds(5));

    private static List<SourceEvaluated> Evaluated(EvaluatedFeed feed) => [.. feed.Published.OfType<SourceEvaluated>()];
}
