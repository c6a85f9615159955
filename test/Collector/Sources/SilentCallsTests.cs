using FlextMonitor.Collector.Sources;
using FlextMonitor.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>How long the turns of calls without an answer are kept.</summary>
public sealed class SilentCallsTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _replaced = new();
    private readonly SilentCalls _silent;

    public SilentCallsTests() => _silent = new SilentCalls(Deadline, _time);

    public void Dispose() => _replaced.Dispose();

    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 16)]
    [InlineData(2, 64)]
    [InlineData(9, 600)]
    public async Task Keep_AfterFurtherSilentCalls_LastsLonger(int before, int seconds)
    {
        for (var i = 0; i < before; i++)
        {
            await KeepToTheEndAsync();
        }

        var turn = new Turn();
        var kept = _silent.KeepAsync(turn, "ada", _replaced.Token);

        _silent.KeptFrom("ada", mostOfOne: 1, most: 2).ShouldBe(TimeSpan.FromSeconds(seconds));
        _silent.KeptFrom("bob", mostOfOne: 1, most: 2).ShouldBeNull();
        _silent.KeptFrom("bob", mostOfOne: 1, most: 1).ShouldBe(TimeSpan.FromSeconds(seconds));
        turn.IsReturned.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(seconds));
        await kept.DefaultTimeout();
        turn.IsReturned.ShouldBeTrue();
        _silent.KeptFrom("ada", mostOfOne: 1, most: 2).ShouldBeNull();
    }

    [Fact]
    public async Task Keep_AfterAnAnswer_BeginsAnew()
    {
        await KeepToTheEndAsync();
        await KeepToTheEndAsync();
        _silent.Reset();

        var kept = _silent.KeepAsync(new Turn(), "ada", _replaced.Token);

        _silent.KeptFrom("ada", mostOfOne: 1, most: 2).ShouldBe(4 * Deadline);
        await _replaced.CancelAsync();
        await kept.DefaultTimeout();
    }

    [Fact]
    public async Task Keep_OfAConnectionThatIsReplaced_EndsAtOnce()
    {
        var turn = new Turn();
        var kept = _silent.KeepAsync(turn, "ada", _replaced.Token);

        await _replaced.CancelAsync();

        await kept.DefaultTimeout();
        turn.IsReturned.ShouldBeTrue();
    }

    private async Task KeepToTheEndAsync()
    {
        var kept = _silent.KeepAsync(new Turn(), "ada", _replaced.Token);
        _time.Advance(TimeSpan.FromHours(1));
        await kept.DefaultTimeout();
    }

    private sealed class Turn : IDisposable
    {
        public bool IsReturned { get; private set; }

        public void Dispose() => IsReturned = true;
    }
}
