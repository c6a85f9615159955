namespace FlextMonitor.Daemon.Runs;

/// <summary>A filter for runs; <c>null</c> restricts nothing.</summary>
/// <param name="PipelineId">Only those of this pipeline.</param>
/// <param name="State">Only those in this state.</param>
/// <param name="From">Only those started at this time or later.</param>
/// <param name="To">Only those started at this time or earlier.</param>
internal sealed record RunQuery(string? PipelineId = null, RunState? State = null, DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    /// <summary>How many matching runs to skip, 0 or more.</summary>
    public int Offset { get; init; }

    /// <summary>How many to return, 1 or more; <c>null</c>: all.</summary>
    public int? Limit { get; init; }

    /// <summary>Whether a run matches.</summary>
    public bool Matches(Run run) =>
        (PipelineId is null || run.PipelineId == PipelineId)
        && (State is null || run.State == State)
        && (From is null || run.StartedAt >= From)
        && (To is null || run.StartedAt <= To);
}
