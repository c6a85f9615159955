using FlextMonitor.Contracts;

namespace FlextMonitor.Client;

/// <summary>What a FlextMonitor hub knows of its daemons, as it happens, and the calls to them.</summary>
public interface IMonitor
{
    /// <summary>Everything that is known at this moment.</summary>
    MonitorSnapshot Current { get; }

    /// <summary>
    /// The connection and the current value of each key, then their changes. A slow reader is given the newest value of each key and told how many it missed; nothing queues for
    /// it. Ends when the client is disposed of.
    /// </summary>
    /// <param name="filter">Which changes; <c>null</c> means all. Those of the connection always come.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MonitorRefusedException">The hub refuses the client for good.</exception>
    IAsyncEnumerable<MonitorChange> WatchAsync(WatchFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>What happens from now on: runs that end, problems that open and end. Nothing is told twice, also over a reconnect. A reader that is 1,000 events behind loses the oldest, and is told how many (<see cref="MonitorEvent.Missed"/>).</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MonitorRefusedException">The hub refuses the client for good.</exception>
    IAsyncEnumerable<MonitorEvent> EventsAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits until a condition holds, and returns the snapshot that meets it. It is looked at after each change and once a second.</summary>
    /// <param name="condition">The condition. It must not change anything.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="MonitorRefusedException">The hub refuses the client for good.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed of.</exception>
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

    /// <summary>The recorded runs, newest first. The hub is asked for one page after the other, as they are read.</summary>
    /// <param name="query">Which; <c>null</c> means all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MonitorCallException">The hub refused or cannot be asked.</exception>
    IAsyncEnumerable<RecordedRun> SearchRunsAsync(RunQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>The recorded figures of a daemon.</summary>
    /// <exception cref="MonitorCallException">The hub refused or cannot be asked.</exception>
    Task<SourceHistory> GetHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default);

    /// <summary>Takes responsibility for a problem, so that no reminders are sent for a time. Needs the role of an operator.</summary>
    /// <param name="problemId">The problem.</param>
    /// <param name="duration">For how long: 1, 4, 8 or 24 hours.</param>
    /// <param name="note">What others should know; <c>null</c> if nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentOutOfRangeException">The duration is not a number of whole hours.</exception>
    /// <exception cref="MonitorCallException">The hub refused or cannot be asked. The message says if it may have been carried out.</exception>
    Task AcknowledgeAsync(string problemId, TimeSpan duration, string? note = null, CancellationToken cancellationToken = default);

    /// <summary>Takes an acknowledgement back. Needs the role of an operator.</summary>
    /// <exception cref="MonitorCallException">The hub refused or cannot be asked. The message says if it may have been carried out.</exception>
    Task TakeBackAcknowledgementAsync(string problemId, CancellationToken cancellationToken = default);

    /// <summary>Holds back messages of matching problems for a time, and returns the silence with its id. Needs the role of an operator.</summary>
    /// <exception cref="MonitorCallException">The hub refused or cannot be asked. The message says if it may have been carried out.</exception>
    Task<Silence> SilenceAsync(Silence silence, CancellationToken cancellationToken = default);

    /// <summary>Ends a silence. Needs the role of an operator.</summary>
    /// <exception cref="MonitorCallException">The hub refused or cannot be asked. The message says if it may have been carried out.</exception>
    Task EndSilenceAsync(string id, CancellationToken cancellationToken = default);
}
