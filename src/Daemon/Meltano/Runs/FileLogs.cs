using System.Runtime.CompilerServices;
using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Daemon.Meltano.Logs;
using FlextMonitor.Daemon.Meltano.Logs.Parsing;
using FlextMonitor.Daemon.Meltano.Logs.Secrets;
using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>The logs of runs as Meltano writes them into files, without the project's secrets.</summary>
internal sealed class FileLogs(ProjectSecrets secrets, RowTracker rows, TimeProvider time) : IRunLogs
{
    private readonly LineParser _parser = new(TimeZoneInfo.Local);

    /// <inheritdoc/>
    public IReadOnlyList<string> Folders => rows.Paths.Roots;

    /// <inheritdoc/>
    public long? Records(RunRow run) => rows.Find(run);

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunLogLine> ReadAsync(
        RunRow run, int? tail, bool follow, Task ended, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var runEnded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = CancelAfterAsync(ended, runEnded);
        var log = new RunLog(rows.Paths.Of(run.StateId, run.RunId?.ToString("N") ?? ""), _parser, secrets.Mask, time);
        await foreach (var line in RunLogLines.ReadAsync(log, tail, follow, runEnded.Token, cancellationToken))
        {
            yield return line;
        }

        await runEnded.CancelAsync();
        await watching;
    }

    private static async Task CancelAfterAsync(Task ended, CancellationTokenSource runEnded)
    {
        await ended.WaitAsync(runEnded.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ended.IsCompletedSuccessfully)
        {
            await runEnded.CancelAsync();
        }
    }
}
