using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class SourceFactsTests
{
    private readonly SourceFacts _facts = new(Given.Source, Given.Now);
    private long _sequence;

    [Theory]
    [InlineData(0.1, 5)]
    [InlineData(1, 5)]
    [InlineData(2, 6)]
    [InlineData(60, 180)]
    public void StaleAfter_OfAnInterval_IsThreeAndAtLeastFiveSeconds(double interval, double expected) =>
        SourceFacts.StaleAfter(interval).ShouldBe(TimeSpan.FromSeconds(expected));

    [Fact]
    public void StandingAt_PastTheLimitOnly_IsStale()
    {
        Take(Given.Status());

        _facts.StandingAt(Given.Now.AddSeconds(5)).ShouldBe(SourceStanding.Live);
        _facts.StandingAt(Given.Now.AddSeconds(5.001)).ShouldBe(SourceStanding.Stale);
    }

    [Fact]
    public void StandingAt_LongerInterval_IsStaleLater()
    {
        Take(Given.Status() with { IntervalSeconds = 10 });

        _facts.StandingAt(Given.Now.AddSeconds(30)).ShouldBe(SourceStanding.Live);
        _facts.StandingAt(Given.Now.AddSeconds(30.001)).ShouldBe(SourceStanding.Stale);
    }

    [Fact]
    public void StandingAt_DownOrConnecting_IsNeverStale()
    {
        Take(Given.Down());
        _facts.StandingAt(Given.Now.AddHours(1)).ShouldBe(SourceStanding.Down);

        Take(Given.Connecting());
        _facts.StandingAt(Given.Now.AddHours(1)).ShouldBe(SourceStanding.Unknown);
    }

    [Fact]
    public void StandingAt_BeforeAStatus_IsUnknown()
    {
        Take(Given.Health());

        _facts.StandingAt(Given.Now).ShouldBe(SourceStanding.Unknown);
        _facts.IsConfirmed(FeedNames.Stats, Given.Now).ShouldBeFalse();
    }

    [Fact]
    public void IsConfirmed_Down_IsFalseForEachFeed()
    {
        Take(Given.Status(), Given.Status(SourceState.Down));

        _facts.IsConfirmed(FeedNames.Health, Given.Now).ShouldBeFalse();
    }

    [Fact]
    public void IsConfirmed_Degraded_IsToldForEachFeedByItself()
    {
        Take(Given.Status(SourceState.Degraded, FeedNames.Executions));

        _facts.IsConfirmed(FeedNames.Stats, Given.Now).ShouldBeTrue();
        _facts.IsConfirmed(FeedNames.Executions, Given.Now).ShouldBeFalse();
        _facts.IsConfirmed(FeedNames.Stats, Given.Now.AddSeconds(6)).ShouldBeFalse();
    }

    [Fact]
    public void ObservedAt_NeverHeard_IsNull()
    {
        Take(Given.Connecting());

        _facts.ObservedAt.ShouldBeNull();
    }

    [Fact]
    public void ObservedAt_IsTheNewestOfAnyMessage()
    {
        Take(Given.Status(), Given.Health() with { ObservedAt = Given.Ago(seconds: 1) });
        _facts.ObservedAt.ShouldBe(Given.Now);

        Take(Given.Heartbeat(Given.Now.AddSeconds(2)));
        _facts.ObservedAt.ShouldBe(Given.Now.AddSeconds(2));
    }

    [Fact]
    public void ObservedAt_ClockWasSetBack_FollowsIt()
    {
        Take(Given.Status());

        _facts.Take(Given.Heartbeat(Given.Ago(hours: 1)), Given.Ago(hours: 1));

        _facts.ObservedAt.ShouldBe(Given.Ago(hours: 1));
    }

    [Fact]
    public void ObservedAt_NewsOnlyALittleLate_DoesNotGoBack()
    {
        Take(Given.Status());

        _facts.Take(Given.Heartbeat(Given.Ago(seconds: 1)), Given.Ago(seconds: 4));

        _facts.ObservedAt.ShouldBe(Given.Now);
    }

    [Fact]
    public void ObservedAt_EvaluatorsOwnMessages_DoNotMoveIt()
    {
        Take(Given.Status());

        Take(new SourceEvaluated { Source = Given.Source, Epoch = 1, Sequence = 1, ObservedAt = Given.Now.AddHours(1), EvaluatedAt = Given.Now });

        _facts.ObservedAt.ShouldBe(Given.Now);
    }

    [Fact]
    public void Take_OlderStatus_IsDropped()
    {
        _facts.Take(Given.Status() with { Sequence = 9 }, Given.Now);
        _facts.Take(Given.Down() with { Sequence = 8 }, Given.Now);

        _facts.Status!.State.ShouldBe(SourceState.Live);
    }

    [Fact]
    public void ConfirmedUntil_RunsNoLongerHeardOf_IsWhenTheyLastWere()
    {
        var degraded = Given.Status(SourceState.Degraded, FeedNames.Stats) with { Since = Given.Ago(days: 1) };
        Take(degraded);
        Take(Given.Status(SourceState.Degraded, FeedNames.Stats, FeedNames.Executions) with { Since = Given.Ago(days: 1), ObservedAt = Given.Now.AddSeconds(1) });

        Take(Given.Heartbeat(Given.Now.AddHours(1)));

        _facts.ConfirmedUntil(FeedNames.Executions, Given.Now.AddHours(1)).ShouldBe(Given.Now);
        _facts.ConfirmedUntil(FeedNames.Health, Given.Now.AddHours(1)).ShouldBe(Given.Now.AddHours(1));
    }

    [Fact]
    public void ConfirmedUntil_Down_IsTheLastNews()
    {
        Take(Given.Status(), Given.Down());

        _facts.ConfirmedUntil(FeedNames.Executions, Given.Now.AddHours(1)).ShouldBe(Given.Now);
    }

    [Fact]
    public void Components_FirstHeardOf_AreNotHeldToHaveChanged()
    {
        Take(Given.Health(Given.Component()));

        _facts.Components.Of("database").ShouldBe(new ComponentChange(true, Given.Now, false));
    }

    [Fact]
    public void Components_Change_IsSeen()
    {
        Take(Given.Health(Given.Component()));
        Take(Given.Health(Given.Component(message: "still fine")) with { ObservedAt = Given.Now.AddSeconds(1) });
        _facts.Components.Of("database")!.Since.ShouldBe(Given.Now);

        Take(Given.Health(Given.Component(false)) with { ObservedAt = Given.Now.AddSeconds(2) });

        _facts.Components.Of("database").ShouldBe(new ComponentChange(false, Given.Now.AddSeconds(2), true));
    }

    [Fact]
    public void Components_Fallback_AreNeitherUnhealthyNorGone()
    {
        Take(Given.Health(Given.Component()), Given.HealthFallback());

        _facts.Components.Of("database")!.Healthy.ShouldBeTrue();
    }

    [Fact]
    public void Movements_RunGoneWhileNothingWasHeard_IsKeptUntilTheDaemonReportsItsRuns()
    {
        TakeWhole(Given.Status(), Given.Running());
        TakeWhole(Given.Connecting());
        _facts.Movements.Of("now").ShouldNotBeNull();

        TakeBatch(Given.Status());

        _facts.Movements.Of("now").ShouldBeNull();
    }

    [Fact]
    public void Movements_RunThereAgainWithTheStatus_GoOn()
    {
        TakeWhole(Given.Status(), Given.Running() with { RecordsProcessed = 5 });
        TakeWhole(Given.Down());

        TakeBatch(Given.Status(), Given.Running() with { RecordsProcessed = 5, ObservedAt = Given.Now.AddHours(1) });

        _facts.Movements.Of("now")!.At.ShouldBe(Given.Now);
    }

    [Fact]
    public void Movements_RunMovedWhileTheFeedWasNotRead_GoOnThen()
    {
        TakeWhole(Given.Status(), Given.Running() with { RecordsProcessed = 5 });

        TakeWhole(Given.Status(), Given.Running() with { RecordsProcessed = 900, ObservedAt = Given.Now.AddMinutes(1) });

        _facts.Movements.Of("now")!.At.ShouldBe(Given.Now.AddMinutes(1));
    }

    private void TakeWhole(params SourceMessage[] messages)
    {
        _facts.BeginWhole();
        TakeBatch(messages);
    }

    private void TakeBatch(params SourceMessage[] messages)
    {
        Take(messages);
        _facts.Settle();
    }

    private void Take(params SourceMessage[] messages)
    {
        foreach (var message in messages)
        {
            _facts.Take(message with { Sequence = ++_sequence }, message.ObservedAt ?? Given.Now);
        }
    }
}
