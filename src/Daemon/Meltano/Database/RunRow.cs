namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>A row of the table <c>runs</c>, without its heartbeat and its payload.</summary>
/// <param name="Id">The primary key, unique for ever.</param>
/// <param name="StateId">The column <c>job_name</c>.</param>
/// <param name="State">The column <c>state</c>.</param>
/// <param name="StartedAt">UTC; <c>null</c> if it is not set.</param>
internal sealed record RunRow(long Id, string StateId, MeltanoState State, DateTime? StartedAt)
{
    /// <summary>How the column <c>trigger</c> begins where a daemon started the run.</summary>
    public const string DaemonTrigger = "flextmonitor-";

    /// <summary>The id of the command, which all rows of one <c>meltano run</c> share; <c>null</c> if the table has no such column.</summary>
    public Guid? RunId { get; init; }

    /// <summary>UTC; <c>null</c> until it has ended.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>The column <c>trigger</c>; <c>null</c> if nothing was set.</summary>
    public string? Trigger { get; init; }

    /// <summary>Whether a daemon started it; then <see cref="Trigger"/> is the id of its process.</summary>
    public bool IsStartedByDaemon => Trigger?.StartsWith(DaemonTrigger, StringComparison.Ordinal) == true;

    /// <summary>Whether the row is still going to change: it has not ended, or is in a state of which that is not known.</summary>
    public bool IsOpen => State is MeltanoState.Idle or MeltanoState.Running || (State == MeltanoState.Unknown && EndedAt is null);

    /// <summary>Whether another reading of the table holds the same run in its place, whatever has become of it.</summary>
    public bool IsSameRun(RunRow? other) => other is not null && Id == other.Id && RunId == other.RunId && StateId == other.StateId && StartedAt == other.StartedAt;
}
