namespace FlextMonitor.Daemon.Samples;

/// <summary>Advances the sample runs with the clock.</summary>
internal sealed class SampleClock(SampleRuns runs, TimeProvider time, ILogger<SampleClock> logger) : PeriodicWork(time, logger)
{
    /// <inheritdoc/>
    protected override TimeSpan Period => TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    public override void Step() => runs.Step();
}
