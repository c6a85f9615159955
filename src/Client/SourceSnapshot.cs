using FlextMonitor.Contracts;

namespace FlextMonitor.Client;

/// <summary>What is known of one daemon at one moment. Immutable.</summary>
public sealed record SourceSnapshot
{
    /// <summary>The daemon's name as configured at the monitor.</summary>
    public required string Name { get; init; }

    /// <summary>Its state, as the collector last reported it; <c>null</c> before that. Look at <see cref="IsStale"/> too.</summary>
    public required SourceStatus? Status { get; init; }

    /// <summary>Its figures.</summary>
    public required DaemonFigures Figures { get; init; }

    /// <summary>Its health.</summary>
    public required DaemonHealth Health { get; init; }

    /// <summary>Its newest executions and every running one, newest first; may be empty. While the daemon is down, as last known.</summary>
    public required IReadOnlyList<ExecutionData> Executions { get; init; }

    /// <summary>How its pipelines stand, by id in ordinal order; may be empty.</summary>
    public required IReadOnlyList<PipelineStatus> Pipelines { get; init; }

    /// <summary>What needs a person, the oldest first; may be empty. Only says something once <see cref="EvaluatedAt"/> is known.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>
    /// Problems that were open before the connection to the hub was lost, and that nobody has judged since it came back: neither open nor resolved, the oldest first. Empty once
    /// the daemon was evaluated.
    /// </summary>
    public required IReadOnlyList<Problem> UnconfirmedProblems { get; init; }

    /// <summary>When the evaluator last judged this daemon (UTC); <c>null</c> if it has not: then nothing is known to be wrong, and nothing to be well.</summary>
    public required DateTimeOffset? EvaluatedAt { get; init; }

    /// <summary>When the daemon was last heard (UTC, by the collector's clock); <c>null</c> if it never was.</summary>
    public required DateTimeOffset? ObservedAt { get; init; }

    /// <summary>How long ago the daemon was last heard, by the hub's clock, 0 or more; <c>null</c> if it never was.</summary>
    public required TimeSpan? Age { get; init; }

    /// <summary>Whether nothing confirms what is shown: the age passes three intervals and 5 s, or the hub is not connected.</summary>
    public required bool IsStale { get; init; }

    /// <summary>Whether all three feeds of the daemon answer, and that is confirmed.</summary>
    public bool IsLive => !IsStale && Status is { State: SourceState.Live };

    /// <summary>Whether the monitor cannot reach the daemon, and that is confirmed. It says nothing about a hub that cannot be reached: see <see cref="MonitorSnapshot.Connection"/>.</summary>
    public bool IsDown => !IsStale && Status is { State: SourceState.Down };
}
