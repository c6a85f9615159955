namespace FlextMonitor.Daemon.Runs;

/// <summary>Which runs are asked for; a null restricts nothing.</summary>
/// <param name="PipelineId">Only those of this pipeline.</param>
/// <param name="State">Only those in this state.</param>
/// <param name="From">Only those started then or later.</param>
/// <param name="To">Only those started then or earlier.</param>
internal sealed record RunQuery(string? PipelineId = null, RunState? State = null, DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    /// <summary>How many of them to skip, 0 or more.</summary>
    public int Offset { get; init; }

    /// <summary>How many to return, 1 or more; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Whether a run is among them.</summary>
    public bool Matches(Run run) =>
        (PipelineId is null || run.PipelineId == PipelineId)
        && (State is null || run.State == State)
        && (From is null || run.StartedAt >= From)
        && (To is null || run.StartedAt <= To);
}
