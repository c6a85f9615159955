using System.Threading.Channels;
using FlextMonitor.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>A clock under the test's control that reports when a wait begins.</summary>
internal sealed class TimerObservingTimeProvider(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Completes when the next wait begins, with its duration.</summary>
    public Task<TimeSpan> NextWaitAsync() => _waits.Reader.ReadAsync().AsTask().DefaultTimeout();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return timer;
    }
}
