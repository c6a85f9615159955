using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>The logs that Meltano writes.</summary>
internal interface IRunLogs
{
    /// <summary>The folders in which logs may be, the likeliest first.</summary>
    IReadOnlyList<string> Folders { get; }

    /// <summary>The lines of a run's log, as <see cref="IRunSource.ReadLogAsync"/>.</summary>
    /// <param name="run">The run.</param>
    /// <param name="tail">How many of the existing lines; <c>null</c>: all.</param>
    /// <param name="follow">Whether to wait for more until the run has ended.</param>
    /// <param name="endOf">Waits for the end of the run, for as long as the log is followed.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<RunLogLine> ReadAsync(RunRow run, int? tail, bool follow, Func<CancellationToken, Task> endOf, CancellationToken cancellationToken);

    /// <summary>The number of rows that a run has moved so far; <c>null</c> if its log does not say, or has not been read to its end.</summary>
    long? Records(RunRow run);
}
