using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Daemon.Meltano.Runs;
using FlextMonitor.Daemon.Meltano.Settings;
using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Meltano.Control;

/// <summary>The output of the processes that this daemon started, as the logs of their runs.</summary>
internal sealed class ChildLogs(MeltanoOptions options, MeltanoControl control) : IRunLogs
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Folders => [options.LogDirectory ?? Path.Combine(options.Project, ".meltano", "logs")];

    /// <inheritdoc/>
    public IAsyncEnumerable<RunLogLine> ReadAsync(RunRow run, int? tail, bool follow, Task ended, CancellationToken cancellationToken) =>
        control.Children.FirstOrDefault(child => child.Id == run.Trigger) is { } child
            ? child.Output.ReadAsync(tail, follow, cancellationToken)
            : throw new RunSourceException($"the log of run {run.Id} was not written by a process of this daemon", reason: RefusalReason.NotFound);

    /// <inheritdoc/>
    public long? Records(RunRow run) => null;
}
