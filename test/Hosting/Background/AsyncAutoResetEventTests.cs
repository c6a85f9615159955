using FlextMonitor.Hosting.Background;
using FlextMonitor.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hosting.Tests.Background;

public sealed class AsyncAutoResetEventTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly AsyncAutoResetEvent _event;

    public AsyncAutoResetEventTests() => _event = new AsyncAutoResetEvent(_time);

    [Fact]
    public async Task WaitAsync_Set_EndsEarly()
    {
        var waiting = WaitAsync();

        _event.Set();

        await waiting.DefaultTimeout();
    }

    [Fact]
    public async Task WaitAsync_NotSet_EndsAtTheTimeout()
    {
        var waiting = WaitAsync();
        _time.Advance(TimeSpan.FromMinutes(59));
        waiting.IsCompleted.ShouldBeFalse();

        _time.Advance(TimeSpan.FromMinutes(1));

        await waiting.DefaultTimeout();
    }

    [Fact]
    public async Task Set_NoWaiter_EndsTheNextWaitOnly()
    {
        _event.Set();
        _event.Set();

        await WaitAsync().DefaultTimeout();

        WaitAsync().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void SetIfWaiting_NoWaiter_HasNoEffect()
    {
        _event.SetIfWaiting();

        WaitAsync().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task SetIfWaiting_Waiter_EndsTheWait()
    {
        var waiting = WaitAsync();

        _event.SetIfWaiting();

        await waiting.DefaultTimeout();
    }

    [Fact]
    public async Task WaitAsync_Cancelled_Throws()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = _event.WaitAsync(TimeSpan.FromHours(1), cancel.Token);

        await cancel.CancelAsync();

        await waiting.ShouldThrowAsync<OperationCanceledException>();
    }

    private Task<bool> WaitAsync() => _event.WaitAsync(TimeSpan.FromHours(1), CancellationToken.None);
}
