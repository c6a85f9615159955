using FlextMonitor.Client.State;
using FlextMonitor.Testing;

namespace FlextMonitor.Client.Tests;

/// <summary>The hub's clock, on a machine whose own clock is set.</summary>
public sealed class HubClockTests
{
    private readonly SettableTime _time = new();
    private readonly HubClock _clock;

    public HubClockTests() => _clock = new HubClock(_time);

    [Fact]
    public async Task Now_ClockOfThisMachineIsSet_StaysTheHubs()
    {
        await _clock.AskAsync(() => Task.FromResult(Messages.Noon));
        _time.Pass(TimeSpan.FromSeconds(3));

        _time.Wall += TimeSpan.FromHours(5);

        _clock.Now.ShouldBe(Messages.Noon.AddSeconds(3));
    }

    [Fact]
    public async Task Ask_ClockOfThisMachineIsSetMeanwhile_TakesHalfOfTheTimeThatPassed()
    {
        await _clock.AskAsync(() =>
        {
            _time.Pass(TimeSpan.FromSeconds(2));
            _time.Wall -= TimeSpan.FromHours(5);
            return Task.FromResult(Messages.Noon);
        });

        _clock.Now.ShouldBe(Messages.Noon.AddSeconds(1));
    }

    [Fact]
    public async Task Ask_SlowerAnswer_IsNotTaken_UntilTheConnectionIsAnother()
    {
        await _clock.AskAsync(() => Task.FromResult(Messages.Noon));
        await _clock.AskAsync(Slow);
        _clock.Now.ShouldBe(Messages.Noon.AddSeconds(2));

        _clock.Reset();
        await _clock.AskAsync(Slow);

        _clock.Now.ShouldBe(Messages.Noon.AddHours(1).AddSeconds(1));

        Task<DateTimeOffset> Slow()
        {
            _time.Pass(TimeSpan.FromSeconds(2));
            return Task.FromResult(Messages.Noon.AddHours(1));
        }
    }

    /// <summary>A clock that can be set, and a monotonic one that goes on regardless.</summary>
    private sealed class SettableTime : TimeProvider
    {
        private long _ticks;

        public DateTimeOffset Wall { get; set; } = Messages.Noon.AddDays(-1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan time) => (_ticks, Wall) = (_ticks + time.Ticks, Wall + time);
    }
}
