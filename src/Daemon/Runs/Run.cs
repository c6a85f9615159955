using System.Collections.Immutable;

namespace FlextMonitor.Daemon.Runs;

/// <summary>One run of a pipeline, as it stands at one moment.</summary>
/// <param name="Id">Unique for ever, over restarts of the daemon too.</param>
/// <param name="PipelineId">What ran.</param>
/// <param name="State">Where it stands.</param>
/// <param name="StartedAt">When it was accepted, UTC.</param>
/// <param name="TriggeredBy"><c>schedule</c> or <c>api</c>.</param>
internal sealed record Run(string Id, string PipelineId, RunState State, DateTimeOffset StartedAt, string TriggeredBy)
{
    /// <summary>When it ended, UTC; null until then.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How much is done, percent, 0–100; 0 while unknown.</summary>
    public double Progress { get; init; }

    /// <summary>Rows moved so far.</summary>
    public long Records { get; init; }

    /// <summary>Why it failed, as the pipeline wrote it, several lines; null unless it failed.</summary>
    public string? Error { get; init; }

    /// <summary>The last thing it said, one line; empty before it said anything.</summary>
    public string LastMessage { get; init; } = string.Empty;

    /// <summary>What else is to know of it.</summary>
    public ImmutableDictionary<string, string> Metadata { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether it will never change again.</summary>
    public bool HasEnded => State is RunState.Success or RunState.Failed or RunState.Cancelled;
}
