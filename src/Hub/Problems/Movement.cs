namespace FlextMonitor.Hub.Problems;

/// <summary>When records or progress of a running execution last moved, and what they were then.</summary>
internal sealed record Movement(DateTimeOffset At, long? RecordsProcessed, double? Progress)
{
    /// <summary>Whether the run has reported rows or progress. Nothing follows from the silence of one that never did.</summary>
    public bool HasTold => RecordsProcessed > 0 || Progress is not null;
}
