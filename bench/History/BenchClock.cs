namespace FlextMonitor.Bench.History;

/// <summary>The system's clock, with a time of day that the program sets.</summary>
internal sealed class BenchClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan time) => _now += time;
}
