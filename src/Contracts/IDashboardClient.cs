namespace FlextMonitor.Contracts;

/// <summary>What the hub calls on a subscriber. The methods' names are the names on the wire.</summary>
public interface IDashboardClient
{
    /// <summary>A daemon came, went or degraded, or one of its feeds changed.</summary>
    Task SourceStatus(SourceStatus status);

    /// <summary>A daemon's figures changed, or fell back.</summary>
    Task DashboardStats(DashboardStats stats);

    /// <summary>A daemon's health changed, or fell back.</summary>
    Task HealthStatus(HealthStatus health);

    /// <summary>An execution appeared or changed.</summary>
    Task ExecutionData(ExecutionData execution);

    /// <summary>The daemon no longer has an execution.</summary>
    Task ExecutionRemoved(ExecutionRemoved removal);

    /// <summary>How a pipeline stands changed.</summary>
    Task PipelineStatus(PipelineStatus pipeline);

    /// <summary>The daemon no longer lists a pipeline, and no run of it began within 7 days.</summary>
    Task PipelineRemoved(PipelineRemoved removal);

    /// <summary>A problem opened or changed.</summary>
    Task Problem(Problem problem);

    /// <summary>A problem is over.</summary>
    Task ProblemResolved(ProblemResolved resolution);

    /// <summary>The first state of a source is complete, or nothing changed for a whole interval.</summary>
    Task Heartbeat(Heartbeat heartbeat);

    /// <summary>The hub is about to close this connection.</summary>
    Task Closing(Closing closing);
}
