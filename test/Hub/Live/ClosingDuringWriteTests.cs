using FlextMonitor.Contracts;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>Who is in the middle of a write when its connection is closed.</summary>
public sealed class FarewellTests : IDisposable
{
    private readonly FanOutFixture _hub = new();

    public void Dispose() => _hub.Dispose();

    [Theory]
    [InlineData(ClosingReason.SignedOut)]
    [InlineData(ClosingReason.Forbidden)]
    [InlineData(ClosingReason.Expired)]
    [InlineData(ClosingReason.Restarting)]
    public void CloseSession_InTheMiddleOfAWrite_IsToldWhenThatIsTaken(ClosingReason reason)
    {
        _hub.Apply(Messages.Status());
        var (_, connection) = _hub.Connect(holds: 1, session: "mine");
        _hub.FanOut.RunRound();

        _hub.FanOut.CloseSession("mine", reason);
        _hub.Apply(Messages.Stats());
        _hub.FanOut.RunRound();

        connection.Take().ShouldHaveSingleItem().ShouldBeOfType<SourceStatus>();
        connection.Take().ShouldHaveSingleItem().ShouldBe(new Closing { Reason = reason, RetryAfterSeconds = 0 });
        _hub.FanOut.RunRound();
        connection.Take().ShouldBeEmpty();
    }

    [Fact]
    public void Restart_InTheMiddleOfAWrite_IsToldWhenToComeBack()
    {
        _hub.Apply(Messages.Status());
        var (_, connection) = _hub.Connect(holds: 1);
        _hub.FanOut.RunRound();

        _hub.FanOut.Restart(() => TimeSpan.FromSeconds(1.5));

        connection.Take().ShouldHaveSingleItem().ShouldBeOfType<SourceStatus>();
        connection.Take().ShouldHaveSingleItem().ShouldBe(new Closing { Reason = ClosingReason.Restarting, RetryAfterSeconds = 1.5 });
    }

    [Fact]
    public async Task CloseSession_InTheMiddleOfAWrite_EndsOnlyOnceTheFarewellIsTaken()
    {
        _hub.Apply(Messages.Status());
        var (subscriber, connection) = _hub.Connect(holds: 1, session: "mine");
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        subscriber.Connection.ConnectionAborted.Register(() => ended.TrySetResult());
        _hub.FanOut.RunRound();
        _hub.FanOut.CloseSession("mine", ClosingReason.SignedOut);
        connection.Take();
        ended.Task.IsCompleted.ShouldBeFalse();

        connection.Take();

        await ended.Task.DefaultTimeout();
    }

    [Fact]
    public async Task CloseSession_InTheMiddleOfAWriteThatIsNeverTaken_IsCutOnceItsTimeIsUp()
    {
        _hub.Apply(Messages.Status());
        var (_, connection) = _hub.Connect(holds: 1, session: "mine");
        _hub.FanOut.RunRound();
        _hub.FanOut.CloseSession("mine", ClosingReason.SignedOut);
        _hub.Time.Advance(SubscriberCloser.Patience);

        _hub.Sweep.Sweep();

        await connection.Closed.DefaultTimeout();
    }

    [Fact]
    public void CloseSession_Twice_IsToldTheFirstReasonOnce()
    {
        _hub.Apply(Messages.Status());
        var (_, connection) = _hub.Connect(holds: 1, session: "mine");
        _hub.FanOut.RunRound();

        _hub.FanOut.CloseSession("mine", ClosingReason.SignedOut);
        _hub.FanOut.CloseSession("mine", ClosingReason.Expired);

        connection.Take();
        connection.Take().ShouldHaveSingleItem().ShouldBe(new Closing { Reason = ClosingReason.SignedOut, RetryAfterSeconds = 0 });
        connection.Take().ShouldBeEmpty();
    }

    [Fact]
    public void Sweep_SlowToTakeAWrite_IsNotWaitedForToBeTold()
    {
        _hub.Apply(Messages.Status());
        var (_, connection) = _hub.Connect(holds: 1);
        _hub.FanOut.RunRound();
        _hub.Time.Advance(TimeSpan.FromMinutes(1));

        _hub.Sweep.Sweep();

        connection.Take().ShouldHaveSingleItem().ShouldBeOfType<SourceStatus>();
        connection.Take().ShouldBeEmpty();
    }
}
