using FlextMonitor.Collector.Sources;
using FlextMonitor.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Collector.Tests.Sources;

public sealed class AsyncAutoResetEventTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly AsyncAutoResetEvent _wake;

    public AsyncAutoResetEventTests() => _wake = new AsyncAutoResetEvent(_time);

    [Fact]
    public async Task WaitAsync_Woken_EndsBeforeItsTime()
    {
        var waiting = WaitAsync();

        _wake.Set();

        await waiting.DefaultTimeout();
    }

    [Fact]
    public async Task WaitAsync_NobodyWakes_EndsAtItsTime()
    {
        var waiting = WaitAsync();
        _time.Advance(TimeSpan.FromMinutes(59));
        waiting.IsCompleted.ShouldBeFalse();

        _time.Advance(TimeSpan.FromMinutes(1));

        await waiting.DefaultTimeout();
    }

    [Fact]
    public async Task Set_NobodyWaits_EndsTheNextWaitAndOnlyThat()
    {
        _wake.Set();
        _wake.Set();

        await WaitAsync().DefaultTimeout();

        WaitAsync().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void SetIfWaiting_NobodyWaits_IsForgotten()
    {
        _wake.SetIfWaiting();

        WaitAsync().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task SetIfWaiting_SomebodyWaits_EndsTheWait()
    {
        var waiting = WaitAsync();

        _wake.SetIfWaiting();

        await waiting.DefaultTimeout();
    }

    [Fact]
    public async Task WaitAsync_Cancelled_Throws()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = _wake.WaitAsync(TimeSpan.FromHours(1), cancel.Token);

        await cancel.CancelAsync();

        await waiting.ShouldThrowAsync<OperationCanceledException>();
    }

    private Task WaitAsync() => _wake.WaitAsync(TimeSpan.FromHours(1), CancellationToken.None);
}
