namespace FlextMonitor.Hub.History;

/// <summary>One resolution of the figures.</summary>
/// <param name="Step">The length of a bucket: whole seconds, at most a day.</param>
/// <param name="Keep">How long its buckets are kept.</param>
internal sealed record HistoryTier(TimeSpan Step, TimeSpan Keep)
{
    public long StepMs => (long)Step.TotalMilliseconds;

    public int StepSeconds => (int)Step.TotalSeconds;
}
