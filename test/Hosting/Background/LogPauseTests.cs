using FlextMonitor.Hosting.Background;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hosting.Tests.Background;

public sealed class LogPauseTests
{
    [Fact]
    public void TryPass_ManyTimes_IsTrueOnceAMinute()
    {
        var time = new FakeTimeProvider();
        var pause = new LogPause(time);

        Enumerable.Range(0, 10).Count(_ => pause.TryPass()).ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(59));
        pause.TryPass().ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        Enumerable.Range(0, 10).Count(_ => pause.TryPass()).ShouldBe(1);
    }
}
