using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>What a subscriber may ask of a daemon beyond watching it. Every method throws <see cref="DaemonCallException"/> where the daemon refuses, fails or cannot be reached, and where no daemon has that name.</summary>
public interface IDaemonCalls
{
    /// <summary>The configured daemons' names, in the order of the settings; not empty.</summary>
    IReadOnlyList<string> Sources { get; }

    /// <summary>One execution with everything known of it, its whole error message (GetExecution).</summary>
    Task<ExecutionData> GetExecutionAsync(string source, string id, CancellationToken cancellationToken);

    /// <summary>Log lines of one execution, oldest first (StreamLogs).</summary>
    /// <param name="source">The daemon.</param>
    /// <param name="executionId">The execution.</param>
    /// <param name="tailLines">How many of the last lines to begin with; 0 or less: all.</param>
    /// <param name="follow">Whether to go on with new lines until the execution ends.</param>
    /// <param name="cancellationToken">Ends the stream, at the daemon too.</param>
    IAsyncEnumerable<LogLine> StreamLogsAsync(string source, string executionId, int tailLines, bool follow, CancellationToken cancellationToken);

    /// <summary>Starts a pipeline and answers with the new execution (RunPipeline).</summary>
    Task<ExecutionData> RunPipelineAsync(string source, string pipelineId, bool fullRefresh, CancellationToken cancellationToken);

    /// <summary>Asks the daemon to stop an execution (CancelExecution).</summary>
    Task CancelExecutionAsync(string source, string id, CancellationToken cancellationToken);
}
