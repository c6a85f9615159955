namespace FlextMonitor.Testing.Meltano;

/// <summary>A row of the table <c>runs</c>: by default a run that has just begun.</summary>
public sealed record MeltanoRun(DateTimeOffset StartedAt)
{
    /// <summary>The column <c>job_name</c>.</summary>
    public string StateId { get; init; } = "dev:tap-a-to-target-b";

    /// <summary>The column <c>state</c>.</summary>
    public string State { get; init; } = "RUNNING";

    /// <summary>The column <c>run_id</c>.</summary>
    public Guid RunId { get; init; } = Guid.NewGuid();

    /// <summary>The column <c>ended_at</c>.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The column <c>last_heartbeat_at</c>: by default that of the start.</summary>
    public DateTimeOffset? Heartbeat { get; init; } = StartedAt;

    /// <summary>The column <c>payload</c>.</summary>
    public string? Payload { get; init; } = "{}";

    /// <summary>The column <c>trigger</c>.</summary>
    public string? Trigger { get; init; }
}
