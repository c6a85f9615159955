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
        RunRow run, int? tail, bool follow, Func<CancellationToken, Task> endOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var runEnded = new CancellationTokenSource();
        var watching = follow ? CancelAfterAsync(endOf, runEnded, leaving.Token) : Task.CompletedTask;
        try
        {
            var log = new RunLog(rows.Paths.Of(run.StateId, run.RunId?.ToString("N") ?? ""), _parser, secrets.Mask, time);
            await foreach (var line in RunLogLines.ReadAsync(log, tail, follow, runEnded.Token, cancellationToken))
            {
                yield return line;
            }
        }
        finally
        {
            await leaving.CancelAsync();
            await watching;
        }
    }

    private static async Task CancelAfterAsync(Func<CancellationToken, Task> endOf, CancellationTokenSource runEnded, CancellationToken leaving)
    {
        try
        {
            await endOf(leaving);
            await runEnded.CancelAsync();
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // Nobody reads any more.
        }
    }
}
