namespace FlextMonitor.Hub.Problems;

/// <summary>When records or progress of a running execution last moved, and what they were then.</summary>
internal sealed record Movement(DateTimeOffset At, long? RecordsProcessed, double? Progress)
{
    /// <summary>Whether the run may have stood still since before <see cref="At"/>: it may have moved last while nobody saw it.</summary>
    public bool IsAtLeast { get; init; }

    /// <summary>How long the run could not be seen since <see cref="At"/>. Nothing follows from its silence during that time.</summary>
    public TimeSpan Unseen { get; init; }

    /// <summary>Whether the run has reported rows or progress. Nothing follows from the silence of one that never did.</summary>
    public bool HasTold => RecordsProcessed > 0 || Progress is not null;

    /// <summary>How long it was seen to stand still, up to a time.</summary>
    public TimeSpan QuietAt(DateTimeOffset at) => at - At - Unseen;
}
