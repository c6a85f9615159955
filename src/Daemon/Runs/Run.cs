using System.Collections.Immutable;

namespace FlextMonitor.Daemon.Runs;

/// <summary>One run of a pipeline in its state at one moment.</summary>
/// <param name="Id">Unique for ever, also across restarts of the daemon.</param>
/// <param name="PipelineId">The pipeline's id.</param>
/// <param name="State">Its state.</param>
/// <param name="StartedAt">When it was accepted, UTC; <c>null</c> if that is not known.</param>
/// <param name="TriggeredBy"><c>schedule</c>, <c>api</c>, or the source's own word; empty if it is not known.</param>
internal sealed record Run(string Id, string PipelineId, RunState State, DateTimeOffset? StartedAt, string TriggeredBy)
{
    /// <summary>When it ended, UTC; <c>null</c> until then, or if that is not known.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Progress in percent, 0–100; 0 while it is unknown, as in the contract.</summary>
    public double Progress { get; init; }

    /// <summary>Number of rows moved so far; <c>null</c> if it is unknown.</summary>
    public long? Records { get; init; }

    /// <summary>Why it failed, as the pipeline wrote it, several lines; <c>null</c> unless it failed.</summary>
    public string? Error { get; init; }

    /// <summary>The last message that it wrote, one line; empty before the first.</summary>
    public string LastMessage { get; init; } = string.Empty;

    /// <summary>Further values by name.</summary>
    public ImmutableDictionary<string, string> Metadata { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether it has ended and will not change again.</summary>
    public bool HasEnded => State is RunState.Success or RunState.Failed or RunState.Cancelled;
}
