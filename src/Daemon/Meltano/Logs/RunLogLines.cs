using System.Runtime.CompilerServices;
using FlextMonitor.Daemon.Meltano.Logs.Files;
using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Meltano.Logs;

/// <summary>Reads a run's log as the daemon serves it.</summary>
internal static class RunLogLines
{
    /// <summary>The entries of the log; see <see cref="RunLog.ReadAsync"/>.</summary>
    /// <param name="log">The log of the run.</param>
    /// <param name="tail">How many of the last existing lines to begin with; <c>null</c>: all.</param>
    /// <param name="follow">Whether to go on until the run has ended.</param>
    /// <param name="runEnded">Cancelled when the run has ended.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="RunSourceException">There is no log, or it cannot be read; the message says where and why.</exception>
    public static async IAsyncEnumerable<RunLogLine> ReadAsync(
        RunLog log, int? tail, bool follow, CancellationToken runEnded, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var entries = log.ReadAsync(tail, follow, runEnded, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(entries))
        {
            var entry = entries.Current;
            yield return new RunLogLine(entry.Time, entry.Level, entry.Message) { Plugin = entry.Plugin };
        }
    }

    private static async Task<bool> MoveNextAsync(IAsyncEnumerator<RunLogEntry> entries)
    {
        try
        {
            return await entries.MoveNextAsync();
        }
        catch (MissingLogException missing)
        {
            throw new RunSourceException(missing.Message, missing, RefusalReason.NotFound);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new RunSourceException($"the log cannot be read: {unreadable.Message}", unreadable, RefusalReason.WrongState);
        }
    }
}
