namespace FlextMonitor.Contracts;

/// <summary>The names by which a subscriber calls the hub.</summary>
public static class HubMethods
{
    /// <summary><c>Clock()</c>: the hub's time, UTC. Viewers.</summary>
    public const string Clock = "Clock";

    /// <summary><c>Watch(sources)</c>: narrows this connection to the named daemons; empty: all. Viewers.</summary>
    public const string Watch = "Watch";

    /// <summary><c>Pause()</c>: stops sending. Viewers.</summary>
    public const string Pause = "Pause";

    /// <summary><c>Resume()</c>: continues with everything that changed meanwhile. Viewers.</summary>
    public const string Resume = "Resume";

    /// <summary><c>GetExecution(source, id)</c>: one execution with all its details. Viewers.</summary>
    public const string GetExecution = "GetExecution";

    /// <summary><c>StreamLogs(source, executionId, tailLines, follow)</c>: a stream of <see cref="LogLine"/>. Viewers.</summary>
    public const string StreamLogs = "StreamLogs";

    /// <summary><c>RunPipeline(source, pipelineId, fullRefresh)</c>: starts a pipeline and returns the new execution. Operators.</summary>
    public const string RunPipeline = "RunPipeline";

    /// <summary><c>CancelExecution(source, id)</c>: asks the daemon to stop an execution. Operators.</summary>
    public const string CancelExecution = "CancelExecution";
}
