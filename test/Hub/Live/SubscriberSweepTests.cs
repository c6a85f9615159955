using FlextMonitor.Contracts;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace FlextMonitor.Hub.Tests.Live;

public sealed class SubscriberSweepTests : IDisposable
{
    private static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(10);

    private readonly FanOutFixture _hub = new();

    public void Dispose() => _hub.Dispose();

    [Fact]
    public void Sweep_SmallWriteNotReadForTenSeconds_IsClosedAsSlow()
    {
        _hub.Apply(Messages.Status());
        var (subscriber, _) = _hub.Connect(holds: 1);
        _hub.FanOut.RunRound();

        _hub.Time.Advance(SlowAfter);
        _hub.Sweep.Sweep();
        IsClosing(subscriber).ShouldBeFalse();
        _hub.Time.Advance(TimeSpan.FromSeconds(0.2));
        _hub.Sweep.Sweep();

        IsClosing(subscriber).ShouldBeTrue();
    }

    [Fact]
    public void Sweep_LargeFirstState_IsGivenTheTimeOfASlowLine()
    {
        _hub.Apply(LargeState(runs: 100));
        var (subscriber, _) = _hub.Connect(holds: 1);
        _hub.FanOut.RunRound();
        var onASlowLine = TimeSpan.FromSeconds(subscriber.Snapshot().Bytes / 8192.0);
        onASlowLine.ShouldBeGreaterThan(TimeSpan.FromSeconds(50));

        _hub.Time.Advance(SlowAfter + onASlowLine - TimeSpan.FromSeconds(0.1));
        _hub.Sweep.Sweep();
        IsClosing(subscriber).ShouldBeFalse();
        _hub.Time.Advance(TimeSpan.FromSeconds(0.2));
        _hub.Sweep.Sweep();

        IsClosing(subscriber).ShouldBeTrue();
    }

    [Fact]
    public void Sweep_LargeWriteReadAndThenASmallOneNot_CountsTheSmallOneAlone()
    {
        _hub.Apply(LargeState(runs: 100));
        var (subscriber, connection) = _hub.Connect(holds: 1);
        _hub.FanOut.RunRound();
        connection.Take();
        _hub.Apply(Messages.Stats());
        _hub.FanOut.RunRound();

        _hub.Time.Advance(SlowAfter + TimeSpan.FromSeconds(0.2));
        _hub.Sweep.Sweep();

        IsClosing(subscriber).ShouldBeTrue();
    }

    [Fact]
    public void Sweep_SmallWriteBehindTheLargeAnswerToACall_IsGivenTheTimeOfTheAnswerAsWell()
    {
        var (subscriber, _) = _hub.Connect(holds: 1);
        Answer(subscriber, bytes: 200_000);
        _hub.Apply(Messages.Stats());
        _hub.FanOut.RunRound();
        subscriber.Snapshot().WritingSince.ShouldNotBeNull();

        _hub.Time.Advance(SlowAfter + TimeSpan.FromSeconds(200_000 / 8192.0));
        _hub.Sweep.Sweep();
        IsClosing(subscriber).ShouldBeFalse();
        _hub.Time.Advance(TimeSpan.FromSeconds(0.2));
        _hub.Sweep.Sweep();

        IsClosing(subscriber).ShouldBeTrue();
    }

    [Fact]
    public void Sweep_SmallWriteLongAfterALargeAnswer_IsNotGivenItsTime()
    {
        _hub.Apply(Messages.Stats());
        var (subscriber, _) = _hub.Connect(holds: 1);
        subscriber.Answering(200_000, _hub.Time);
        _hub.Time.Advance(TimeSpan.FromSeconds(200_000 / 8192.0));
        _hub.FanOut.RunRound();

        _hub.Time.Advance(SlowAfter + TimeSpan.FromSeconds(0.2));
        _hub.Sweep.Sweep();

        IsClosing(subscriber).ShouldBeTrue();
    }

    [Fact]
    public void Sweep_EndlessCallsWhileAWriteIsNotRead_IsClosedAfterTheLongestWriteLimit()
    {
        _hub.Apply(Messages.Stats());
        var (subscriber, _) = _hub.Connect(holds: 1);
        _hub.FanOut.RunRound();
        for (var call = 0; call < 10; call++)
        {
            subscriber.Answering(1 << 20, _hub.Time);
        }

        _hub.Time.Advance(WriteLimit.Longest(SlowAfter));
        _hub.Sweep.Sweep();

        IsClosing(subscriber).ShouldBeTrue();
    }

    [Fact]
    public void Sweep_ReadItsLastWriteLongAgo_IsNotSlow()
    {
        _hub.Apply(Messages.Status());
        var (subscriber, connection) = _hub.Connect(holds: 1);
        _hub.FanOut.RunRound();
        connection.Take().Count.ShouldBe(1);

        _hub.Time.Advance(TimeSpan.FromMinutes(1));
        _hub.Sweep.Sweep();

        IsClosing(subscriber).ShouldBeFalse();
    }

    [Fact]
    public void Sweep_PausedForAsLongAsRemovalsAreRemembered_IsClosedToStartOver()
    {
        var (subscriber, connection) = _hub.Connect();
        subscriber.Pause(_hub.Time.GetTimestamp());
        _hub.Time.Advance(SubscriberSweep.RemovalMemory);

        _hub.Sweep.Sweep();

        connection.Take().ShouldHaveSingleItem().ShouldBe(new Closing { Reason = ClosingReason.Restarting, RetryAfterSeconds = 0 });
    }

    [Fact]
    public void Sweep_CredentialsExpired_IsClosedAsExpired()
    {
        var (_, connection) = _hub.Connect(expiresAt: Messages.Noon.AddMinutes(1));
        _hub.Sweep.Sweep();
        connection.Take().ShouldBeEmpty();
        _hub.Time.Advance(TimeSpan.FromMinutes(1));

        _hub.Sweep.Sweep();

        connection.Take().ShouldHaveSingleItem().ShouldBe(new Closing { Reason = ClosingReason.Expired, RetryAfterSeconds = 0 });
    }

    [Fact]
    public void CloseSession_OneOfTwo_ClosesThatOneOnly()
    {
        var (mine, connection) = _hub.Connect(session: "mine");
        var (other, _) = _hub.Connect(session: "other");

        _hub.FanOut.CloseSession("mine", ClosingReason.SignedOut);

        connection.Take().ShouldHaveSingleItem().ShouldBe(new Closing { Reason = ClosingReason.SignedOut, RetryAfterSeconds = 0 });
        IsClosing(mine).ShouldBeTrue();
        IsClosing(other).ShouldBeFalse();
    }

    [Fact]
    public void Sweep_SubscriberBehindBecauseItPaused_StillLearnsOfEveryRemoval()
    {
        _hub.Apply(Messages.Execution("a"));
        var (subscriber, connection) = _hub.Connect();
        _hub.FanOut.RunRound();
        connection.Take();
        subscriber.Pause(_hub.Time.GetTimestamp());
        _hub.Apply(Messages.Removed("a", sequence: 2));
        _hub.Time.Advance(SubscriberSweep.RemovalMemory - TimeSpan.FromSeconds(1));
        _hub.Sweep.Sweep();

        subscriber.Resume();
        _hub.FanOut.RunRound();

        connection.Take().ShouldHaveSingleItem().ShouldBeOfType<ExecutionRemoved>();
    }

    [Fact]
    public void Sweep_SubscriberBehindBecauseItReadALargeWriteSlowlyAndThenPaused_StillLearnsOfEveryRemoval()
    {
        _hub.Apply([Messages.Execution("a"), .. LargeState(runs: 900)]);
        var (subscriber, connection) = _hub.Connect(holds: 1);
        _hub.FanOut.RunRound();
        _hub.Apply(Messages.Removed("a", sequence: 2));
        _hub.Time.Advance(TimeSpan.FromMinutes(7));
        _hub.Sweep.Sweep();
        connection.Take();
        subscriber.Pause(_hub.Time.GetTimestamp());
        _hub.Time.Advance(SubscriberSweep.RemovalMemory - TimeSpan.FromSeconds(1));
        _hub.Sweep.Sweep();

        subscriber.Resume();
        _hub.FanOut.RunRound();

        connection.Take().ShouldHaveSingleItem().ShouldBeOfType<ExecutionRemoved>();
    }

    [Fact]
    public void Sweep_PausedRepeatedlyWithNothingSentBetween_StillLearnsOfEveryRemovalOrStartsOver()
    {
        _hub.Apply(Messages.Execution("a"));
        var (subscriber, connection) = _hub.Connect();
        _hub.FanOut.RunRound();
        connection.Take();
        _hub.Apply(Messages.Removed("a", sequence: 2));
        for (var pause = 0; pause < 3; pause++)
        {
            subscriber.Pause(_hub.Time.GetTimestamp());
            _hub.Time.Advance(SubscriberSweep.RemovalMemory - TimeSpan.FromSeconds(1));
            _hub.Sweep.Sweep();
            subscriber.Resume();
        }

        _hub.FanOut.RunRound();

        connection.Take().ShouldHaveSingleItem().ShouldBe(new Closing { Reason = ClosingReason.Restarting, RetryAfterSeconds = 0 });
    }

    [Fact]
    public void Sweep_PausedAgainAfterARoundPassed_CountsThisPauseAlone()
    {
        var (subscriber, connection) = _hub.Connect();
        for (var pause = 0; pause < 3; pause++)
        {
            subscriber.Pause(_hub.Time.GetTimestamp());
            _hub.Time.Advance(SubscriberSweep.RemovalMemory - TimeSpan.FromSeconds(1));
            _hub.Sweep.Sweep();
            subscriber.Resume();
            _hub.FanOut.RunRound();
        }

        connection.Take().ShouldBeEmpty();
        IsClosing(subscriber).ShouldBeFalse();
    }

    [Fact]
    public void Sweep_RemovalRememberedLongerThanAnyPauseAndWrite_IsForgotten()
    {
        _hub.Apply(Messages.Execution("a"), Messages.Removed("a", sequence: 2));
        _hub.Time.Advance(SubscriberSweep.RemovalMemory + WriteLimit.Longest(SlowAfter) + TimeSpan.FromSeconds(3));

        _hub.Sweep.Sweep();

        var remembered = new List<LiveEntry>();
        _hub.State.CollectNewerThan(LiveState.Resend, SourceFilter.All, remembered);
        remembered.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sweep_ClosingButNotGone_IsAbortedAfterTheTimeout()
    {
        _hub.Apply(Messages.Status());
        var (subscriber, connection) = _hub.Connect(holds: 1);
        _hub.FanOut.RunRound();
        _hub.Time.Advance(SlowAfter + TimeSpan.FromSeconds(1));
        _hub.Sweep.Sweep();
        _hub.Time.Advance(SubscriberCloser.CloseTimeout - TimeSpan.FromMilliseconds(1));
        _hub.Sweep.Sweep();
        connection.Closed.IsCompleted.ShouldBeFalse();
        _hub.Time.Advance(TimeSpan.FromMilliseconds(1));

        _hub.Sweep.Sweep();

        await connection.Closed.DefaultTimeout();
        IsClosing(subscriber).ShouldBeTrue();
    }

    /// <summary>Simulates a call with a large answer: it is noted, and blocks the connection's writes until it is read.</summary>
    private void Answer(Subscriber subscriber, int bytes)
    {
        subscriber.Answering(bytes, _hub.Time);
        var answer = subscriber.Connection.WriteAsync(CompletionMessage.WithResult("1", new string('x', bytes)), TestContext.Current.CancellationToken);
        answer.IsCompleted.ShouldBeFalse();
    }

    /// <summary>Failed runs with long errors, more than 4 KiB each.</summary>
    private static SourceMessage[] LargeState(int runs) =>
        [.. Enumerable.Range(0, runs).Select(run => Messages.Execution($"run-{run}") with { ErrorMessage = new string('x', 4096) })];

    private static bool IsClosing(Subscriber subscriber) => subscriber.Snapshot().ClosingSince is not null;
}
