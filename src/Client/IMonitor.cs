using FlextMonitor.Contracts;

namespace FlextMonitor.Client;

/// <summary>What a FlextMonitor hub knows of its daemons, as it happens, and the calls to them.</summary>
public interface IMonitor
{
    /// <summary>Everything that is known at this moment.</summary>
    MonitorSnapshot Current { get; }

    /// <summary>
    /// The current value of each key, then its changes. A slow reader is given the newest value of each key and told how many it missed; nothing queues for it.
    /// Ends when the client is disposed of.
    /// </summary>
    /// <param name="filter">Which changes; <c>null</c> means all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MonitorRefusedException">The hub refuses the client for good.</exception>
    IAsyncEnumerable<MonitorChange> WatchAsync(WatchFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>What happens from now on: runs that end, problems that open and end. Nothing is told twice, also over a reconnect.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MonitorRefusedException">The hub refuses the client for good.</exception>
    IAsyncEnumerable<MonitorEvent> EventsAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits until a condition holds, and returns the snapshot that meets it. It is looked at after each change and once a second.</summary>
    /// <param name="condition">The condition. It must not change anything.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="MonitorRefusedException">The hub refuses the client for good.</exception>
    Task<MonitorSnapshot> WaitForAsync(Predicate<MonitorSnapshot> condition, CancellationToken cancellationToken = default);

    /// <summary>One execution with everything that the daemon tells of it, its whole error included.</summary>
    /// <exception cref="MonitorCallException">The hub or the daemon refused, or the hub is not connected.</exception>
    Task<ExecutionData> GetExecutionAsync(string source, string id, CancellationToken cancellationToken = default);

    /// <summary>The log of an execution, oldest line first.</summary>
    /// <param name="source">The daemon.</param>
    /// <param name="executionId">The execution.</param>
    /// <param name="tailLines">How many of the last lines to begin with; 0 means all.</param>
    /// <param name="follow">Whether to go on until the execution ends.</param>
    /// <param name="cancellationToken">Ends the stream, at the hub too.</param>
    /// <exception cref="MonitorCallException">The hub or the daemon refused, or the hub is not connected (any more).</exception>
    IAsyncEnumerable<LogLine> StreamLogsAsync(string source, string executionId, int tailLines = 0, bool follow = false, CancellationToken cancellationToken = default);

    /// <summary>Starts a pipeline and returns the new execution. Needs the role of an operator.</summary>
    /// <exception cref="MonitorCallException">The hub or the daemon refused, or the hub is not connected. The message says if it may have been carried out.</exception>
    Task<ExecutionData> RunPipelineAsync(string source, string pipelineId, bool fullRefresh = false, CancellationToken cancellationToken = default);

    /// <summary>Asks a daemon to stop an execution. Needs the role of an operator.</summary>
    /// <exception cref="MonitorCallException">The hub or the daemon refused, or the hub is not connected. The message says if it may have been carried out.</exception>
    Task CancelExecutionAsync(string source, string id, CancellationToken cancellationToken = default);
}
