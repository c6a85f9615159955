using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Grpc.Core;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>The state of a source as a table: each row has the outcomes of its feeds in order, and the resulting state.</summary>
public sealed class SourceTrackerTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <summary>Feeds: s, h, e. Outcomes: + answered, ! answered with an error, x refused or lost, u UNAVAILABLE, . no answer within the deadline.</summary>
    [Theory]
    [InlineData("", SourceState.Connecting)]
    [InlineData("s+", SourceState.Connecting)]
    [InlineData("s+ h+", SourceState.Connecting)]
    [InlineData("s+ h+ e+", SourceState.Live)]
    [InlineData("h+ e! s+", SourceState.Degraded)]
    [InlineData("h! e! s!", SourceState.Degraded)]
    [InlineData("h! e! s! s+", SourceState.Degraded)]
    [InlineData("h! e! s! s+ h+ e+", SourceState.Live)]
    [InlineData("sx", SourceState.Down)]
    [InlineData("s+ h+ e+ hx", SourceState.Down)]
    [InlineData("s+ h+ e+ hx h+", SourceState.Down)]
    [InlineData("s+ h+ e+ hx h+ s+ e+", SourceState.Live)]
    [InlineData("s+ h+ e+ hx h+ s+ e!", SourceState.Degraded)]
    [InlineData("s+ h+ e+ hx h+ s+ ex e+", SourceState.Down)]
    [InlineData("su", SourceState.Connecting)]
    [InlineData("su hu eu", SourceState.Down)]
    [InlineData("s+ h+ e+ su", SourceState.Degraded)]
    [InlineData("s+ h+ e+ su hu eu", SourceState.Down)]
    [InlineData("s+ h+ e+ s.", SourceState.Live)]
    [InlineData("s+ h+ e+ s. h.", SourceState.Live)]
    [InlineData("s+ h+ e+ s. h. e.", SourceState.Down)]
    [InlineData("s+ h+ e+ s. h. eu", SourceState.Down)]
    [InlineData("s+ h+ e+ s. h+", SourceState.Degraded)]
    [InlineData("s+ h+ e+ s. h!", SourceState.Degraded)]
    [InlineData("s+ h+ e+ s. h+ s+", SourceState.Live)]
    [InlineData("s. h. e.", SourceState.Down)]
    [InlineData("s. h. e. s+ h+ e+", SourceState.Live)]
    [InlineData("s. h. e. s+ h+ e.", SourceState.Degraded)]
    public void Record_ASequence_EndsInState(string outcomes, SourceState expected)
    {
        var tracker = new SourceTracker(Start);

        Play(tracker, outcomes);

        tracker.State.ShouldBe(expected);
    }

    [Fact]
    public void Record_SlowFeedAfterTheSettleTime_IsDegradedUntilItAnswers()
    {
        var tracker = new SourceTracker(Start);
        tracker.Record(Outcome(FeedKind.Health, Start, null));

        tracker.Record(Outcome(FeedKind.Executions, Start + SourceTracker.SettleTime - TimeSpan.FromMilliseconds(1), null));
        var before = tracker.State;
        tracker.Record(Outcome(FeedKind.Health, Start + SourceTracker.SettleTime, null));

        (before, tracker.State, tracker.Of(FeedKind.Stats)).ShouldBe((SourceState.Connecting, SourceState.Degraded, null));
    }

    [Fact]
    public void Record_SameStateAgain_KeepsSince()
    {
        var tracker = new SourceTracker(Start);
        Play(tracker, "s+ h+ e+");
        var since = tracker.Since;

        Play(tracker, "s+ h+ e+", Start.AddMinutes(1));

        tracker.Since.ShouldBe(since);
        tracker.LastLiveAt.ShouldNotBeNull().ShouldBeGreaterThan(since);
        tracker.LastHeardAt.ShouldBe(tracker.LastLiveAt);
    }

    [Fact]
    public void Record_DownAgain_KeepsSinceAndReportsTheNewestCause()
    {
        var tracker = new SourceTracker(Start);
        tracker.Record(Outcome(FeedKind.Stats, Start.AddSeconds(1), Failure(FailureKind.Connection, "refused")));
        tracker.Record(Outcome(FeedKind.Stats, Start.AddSeconds(2), Failure(FailureKind.Connection, "timed out")));

        (tracker.Since, tracker.DownCause, tracker.DownCount).ShouldBe((Start.AddSeconds(1), "timed out", 2));
        (tracker.LastHeardAt, tracker.LastLiveAt).ShouldBe((null, null));
    }

    [Fact]
    public void Record_AnsweredWithAnError_CountsAsHeard()
    {
        var tracker = new SourceTracker(Start);

        tracker.Record(Outcome(FeedKind.Stats, Start.AddSeconds(3), Failure(FailureKind.Answered, "UNIMPLEMENTED")));

        tracker.LastHeardAt.ShouldBe(Start.AddSeconds(3));
    }

    [Theory]
    [InlineData(FailureKind.Silent)]
    [InlineData(FailureKind.Unavailable)]
    [InlineData(FailureKind.Connection)]
    internal void Record_NoAnswerOfTheDaemon_DoesNotCountAsHeard(FailureKind kind)
    {
        var tracker = new SourceTracker(Start);

        tracker.Record(Outcome(FeedKind.Stats, Start.AddSeconds(3), Failure(kind, "nothing")));

        tracker.LastHeardAt.ShouldBeNull();
    }

    [Fact]
    public void Record_BackAfterDown_ForgetsTheCause()
    {
        var tracker = new SourceTracker(Start);
        Play(tracker, "sx s+ h+ e+");

        (tracker.State, tracker.DownCause).ShouldBe((SourceState.Live, null));
    }

    [Fact]
    public void Record_OneFeedSilentButTheOthersAnsweredBeforeTheSilenceCheck_ChangesNothingYet()
    {
        var tracker = new SourceTracker(Start);
        Play(tracker, "s+ h+ e+");
        var began = Start.AddMinutes(1);
        tracker.Record(Outcome(FeedKind.Health, began.AddSeconds(1), null));

        tracker.Record(Outcome(FeedKind.Stats, began + Deadline, Failure(FailureKind.Silent, "silent"), began));
        var suspected = tracker.State;
        tracker.Record(Outcome(FeedKind.Health, began + Deadline + TimeSpan.FromSeconds(1), null));

        (suspected, tracker.State).ShouldBe((SourceState.Live, SourceState.Degraded));
    }

    [Fact]
    public void Record_OneFeedSilentAndAnotherAnsweredTheEarlySample_IsDegradedAtOnce()
    {
        var tracker = new SourceTracker(Start);
        Play(tracker, "s+ h+ e+");
        var began = Start.AddMinutes(1);

        // A timer may seem to fire early by the clock error.
        tracker.Record(Outcome(FeedKind.Health, began + SourceTracker.SilenceCheckDelay(Deadline) - TimeSpan.FromMilliseconds(1), null));
        tracker.Record(Outcome(FeedKind.Stats, began + Deadline, Failure(FailureKind.Silent, "silent"), began));

        tracker.State.ShouldBe(SourceState.Degraded);
    }

    [Theory]
    [InlineData(SourceState.Live, 2.9, true, SourceState.Connecting)]
    [InlineData(SourceState.Degraded, 2.9, true, SourceState.Connecting)]
    [InlineData(SourceState.Live, 3.1, true, SourceState.Down)]
    [InlineData(SourceState.Live, 1, false, SourceState.Down)]
    [InlineData(SourceState.Down, 1, true, SourceState.Down)]
    [InlineData(null, 1, true, SourceState.Down)]
    public void Record_ConnectionNotOpenInTime_CountsUnlessTheTermHasJustTakenOver(SourceState? before, double seconds, bool timedOut, SourceState expected)
    {
        var tracker = new SourceTracker(Start, before is { } state ? Messages.Status() with { State = state } : null);

        tracker.Record(Outcome(FeedKind.Stats, Start.AddSeconds(seconds), Failure(FailureKind.Connection, "not open") with { ConnectTimedOut = timedOut }));

        tracker.State.ShouldBe(expected);
    }

    [Fact]
    public void GoDown_AnyState_ForgetsTheFeeds()
    {
        var tracker = new SourceTracker(Start);
        Play(tracker, "s+ h+ e+");

        tracker.GoDown("its watcher failed", Start.AddHours(1));

        (tracker.State, tracker.Since, tracker.DownCause).ShouldBe((SourceState.Down, Start.AddHours(1), "its watcher failed"));
        FeedKinds.All.ShouldAllBe(feed => tracker.Of(feed) == null);
    }

    [Theory]
    [InlineData(5, 2)]
    [InlineData(4, 2)]
    [InlineData(1, 0.5)]
    [InlineData(600, 2)]
    public void SilenceCheckDelay_ADeadline_IsHalfOfItAtMost2Seconds(double deadline, double expected) =>
        SourceTracker.SilenceCheckDelay(TimeSpan.FromSeconds(deadline)).ShouldBe(TimeSpan.FromSeconds(expected));

    // One outcome every 100 ms. The call of a silent feed began one deadline earlier.
    private static void Play(SourceTracker tracker, string outcomes, DateTimeOffset? from = null)
    {
        var at = from ?? Start;
        foreach (var word in outcomes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            at = at.AddMilliseconds(100);
            var feed = word[0] switch { 's' => FeedKind.Stats, 'h' => FeedKind.Health, _ => FeedKind.Executions };
            CallFailure? failure = word[1] switch
            {
                '+' => null,
                '!' => Failure(FailureKind.Answered, "UNKNOWN"),
                'x' => Failure(FailureKind.Connection, "refused"),
                'u' => Failure(FailureKind.Unavailable, "UNAVAILABLE"),
                _ => Failure(FailureKind.Silent, "silent"),
            };

            // Long enough after the previous answer for the silence to concern this feed only.
            at = failure?.Kind == FailureKind.Silent ? at + Deadline : at;
            tracker.Record(Outcome(feed, at, failure, failure?.Kind == FailureKind.Silent ? at - Deadline : at));
        }
    }

    private static FeedOutcome Outcome(FeedKind feed, DateTimeOffset at, CallFailure? failure, DateTimeOffset? startedAt = null) => new(feed, startedAt ?? at, at, failure);

    private static CallFailure Failure(FailureKind kind, string text) => new(kind, text, StatusCode.Unknown);
}
