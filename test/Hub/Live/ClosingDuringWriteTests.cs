using FlextMonitor.Contracts;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>Closing a connection while a write to it is in progress.</summary>
public sealed class ClosingDuringWriteTests : IDisposable
{
    private readonly FanOutFixture _hub = new();

    public void Dispose() => _hub.Dispose();

    [Theory]
    [InlineData(ClosingReason.SignedOut)]
    [InlineData(ClosingReason.Forbidden)]
    [InlineData(ClosingReason.Expired)]
    [InlineData(ClosingReason.Restarting)]
    public void CloseSession_DuringAWrite_IsNotifiedAfterIt(ClosingReason reason)
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
    public void Restart_DuringAWrite_IsNotifiedWhenToReconnect()
    {
        _hub.Apply(Messages.Status());
        var (_, connection) = _hub.Connect(holds: 1);
        _hub.FanOut.RunRound();

        _hub.FanOut.Restart(() => TimeSpan.FromSeconds(1.5));

        connection.Take().ShouldHaveSingleItem().ShouldBeOfType<SourceStatus>();
        connection.Take().ShouldHaveSingleItem().ShouldBe(new Closing { Reason = ClosingReason.Restarting, RetryAfterSeconds = 1.5 });
    }

    [Fact]
    public async Task CloseSession_DuringAWrite_EndsOnlyAfterTheClosingNotificationIsRead()
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
    public async Task CloseSession_DuringAWriteThatIsNeverRead_IsAbortedAfterTheTimeout()
    {
        _hub.Apply(Messages.Status());
        var (_, connection) = _hub.Connect(holds: 1, session: "mine");
        _hub.FanOut.RunRound();
        _hub.FanOut.CloseSession("mine", ClosingReason.SignedOut);
        _hub.Time.Advance(SubscriberCloser.CloseTimeout);

        _hub.Sweep.Sweep();

        await connection.Closed.DefaultTimeout();
    }

    [Fact]
    public void CloseSession_Twice_SendsTheFirstReasonOnce()
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
    public void Sweep_SlowToReadAWrite_SendsNoClosingNotification()
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
