using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>The calls that a subscriber may make to one source. Every method throws <see cref="DaemonCallException"/> if the source refuses, fails or cannot be reached.</summary>
public interface ISourceCalls
{
    /// <summary>One execution with all its details and its whole error message (GetExecution).</summary>
    Task<ExecutionData> GetExecutionAsync(string id, CancellationToken cancellationToken);

    /// <summary>A part of the daemon's list of executions (ListExecutions). Their places in the order of messages are those of the time of the call.</summary>
    /// <param name="limit">How many to ask for, 1 or more.</param>
    /// <param name="offset">After how many of the newest it begins, 0 or more.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<ExecutionPage> ListExecutionsAsync(int limit, int offset, CancellationToken cancellationToken);

    /// <summary>Log lines of one execution, oldest first (StreamLogs).</summary>
    /// <param name="executionId">The execution.</param>
    /// <param name="tailLines">How many of the last lines to start with; 0 or less means all.</param>
    /// <param name="follow">
    /// Whether the stream continues with new lines until the execution ends. It then outlasts breaks of the daemon's stream: the log is read again, and continues
    /// after the last line. If lines may be missing, a line that begins with <c>[FlextMonitor]</c> says so.
    /// </param>
    /// <param name="cancellationToken">Ends the stream, also at the daemon.</param>
    IAsyncEnumerable<LogLine> StreamLogsAsync(string executionId, int tailLines, bool follow, CancellationToken cancellationToken);

    /// <summary>
    /// The log lines of one execution that follow those that were read before, oldest first (StreamLogs), until the execution ends. As with <see cref="StreamLogsAsync"/>, the
    /// lines outlast breaks of the daemon's stream, and one that begins with <c>[FlextMonitor]</c> says where lines may be missing.
    /// </summary>
    /// <param name="executionId">The execution.</param>
    /// <param name="read">What was read before.</param>
    /// <param name="isRunning">Whether the execution goes on, as far as is known. If it does not, the daemon is not asked to wait for new lines.</param>
    /// <param name="cancellationToken">Ends the stream, also at the daemon.</param>
    IAsyncEnumerable<LogLine> ContinueLogAsync(string executionId, LogRead read, bool isRunning, CancellationToken cancellationToken);

    /// <summary>Starts a pipeline and returns the new execution (RunPipeline).</summary>
    Task<ExecutionData> RunPipelineAsync(string pipelineId, bool fullRefresh, CancellationToken cancellationToken);

    /// <summary>Asks the daemon to stop an execution (CancelExecution).</summary>
    Task CancelExecutionAsync(string id, CancellationToken cancellationToken);
}
