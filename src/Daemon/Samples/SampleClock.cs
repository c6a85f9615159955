namespace FlextMonitor.Daemon.Samples;

/// <summary>Lets time pass for the sample runs.</summary>
internal sealed class SampleClock(SampleRuns runs, TimeProvider time, ILogger<SampleClock> logger) : PeriodicWork(time, logger)
{
    /// <inheritdoc/>
    protected override TimeSpan Period => TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    public override void Step() => runs.Step();
}
