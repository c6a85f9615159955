namespace FlextMonitor.Hub.Problems;

/// <summary>When a source is evaluated, and on what.</summary>
/// <param name="Now">The present time, by the evaluator's clock.</param>
/// <param name="ObservedAt">When the newest of the source's answers arrived; null if it was never heard.</param>
internal readonly record struct Evidence(DateTimeOffset Now, DateTimeOffset? ObservedAt)
{
    /// <summary>The time that the evidence speaks of.</summary>
    public DateTimeOffset At => ObservedAt ?? Now;
}
