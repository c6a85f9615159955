namespace FlextMonitor.Contracts;

/// <summary>
/// The methods that the hub calls on a subscriber. Their names are the names on the wire. A new message declares its method beside its record.
/// </summary>
public partial interface IDashboardClient
{
    /// <summary>The state of a daemon or of one of its feeds changed.</summary>
    Task SourceStatus(SourceStatus status);

    /// <summary>A daemon's figures changed or became a fallback.</summary>
    Task DashboardStats(DashboardStats stats);

    /// <summary>A daemon's health changed or became a fallback.</summary>
    Task HealthStatus(HealthStatus health);

    /// <summary>An execution appeared or changed.</summary>
    Task ExecutionData(ExecutionData execution);

    /// <summary>The daemon no longer has an execution.</summary>
    Task ExecutionRemoved(ExecutionRemoved removal);

    /// <summary>The status of a pipeline changed.</summary>
    Task PipelineStatus(PipelineStatus pipeline);

    /// <summary>The daemon no longer lists a pipeline, and no run of it began within 7 days.</summary>
    Task PipelineRemoved(PipelineRemoved removal);

    /// <summary>A problem opened or changed.</summary>
    Task Problem(Problem problem);

    /// <summary>A problem was resolved.</summary>
    Task ProblemResolved(ProblemResolved resolution);

    /// <summary>The first state of a source is complete, or nothing changed for a whole interval.</summary>
    Task Heartbeat(Heartbeat heartbeat);

    /// <summary>The hub is about to close this connection.</summary>
    Task Closing(Closing closing);
}
