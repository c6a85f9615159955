namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>A row of the table <c>runs</c>, without its heartbeat and its payload.</summary>
/// <param name="Id">The primary key, unique for ever.</param>
/// <param name="StateId">The column <c>job_name</c>.</param>
/// <param name="State">The column <c>state</c>.</param>
/// <param name="StartedAt">UTC.</param>
internal sealed record RunRow(long Id, string StateId, MeltanoState State, DateTime StartedAt)
{
    /// <summary>The id of the command, which all rows of one <c>meltano run</c> share; <c>null</c> if the table has no such column.</summary>
    public Guid? RunId { get; init; }

    /// <summary>UTC; <c>null</c> until it has ended.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>The column <c>trigger</c>; <c>null</c> if nothing was set.</summary>
    public string? Trigger { get; init; }

    /// <summary>Whether the row is still going to change.</summary>
    public bool IsOpen => State is MeltanoState.Idle or MeltanoState.Running;

    /// <summary>Whether this is another reading of the same row, and not a row of another database that has the same key.</summary>
    public bool IsSameRunAs(RunRow other) => Id == other.Id && RunId == other.RunId && StateId == other.StateId && StartedAt == other.StartedAt;
}
