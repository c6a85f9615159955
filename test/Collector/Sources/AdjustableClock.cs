using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>A clock that can be set back while its monotonic timestamp continues.</summary>
internal sealed class AdjustableClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    public TimeSpan SetBack { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - SetBack;

    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
