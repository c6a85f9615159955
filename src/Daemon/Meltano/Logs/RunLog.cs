using System.Runtime.CompilerServices;
using FlextMonitor.Daemon.Meltano.Logs.Files;
using FlextMonitor.Daemon.Meltano.Logs.Parsing;
using FlextMonitor.Daemon.Meltano.Logs.Secrets;

namespace FlextMonitor.Daemon.Meltano.Logs;

/// <summary>The log of one run as entries: read, followed, parsed, put together and masked.</summary>
/// <param name="paths">Where the log may lie, from <see cref="RunLogPaths"/>.</param>
/// <param name="parser">Reads the lines.</param>
/// <param name="mask">Hides the project's secrets.</param>
/// <param name="time">The clock of the polls while following.</param>
internal sealed class RunLog(IReadOnlyList<string> paths, LineParser parser, SecretMask mask, TimeProvider time)
{
    /// <summary>
    /// The entries, oldest first. While following, an entry is sent when the next one begins or when nothing comes after it for the moment, so that a line is shown
    /// at once; lines that belong to it and come later are an entry with the same time and level.
    /// </summary>
    /// <param name="tail">How many of the last existing lines to begin with; <c>null</c>: all.</param>
    /// <param name="follow">Whether to go on until the run has ended.</param>
    /// <param name="runEnded">Cancelled when the run has ended: the rest is read and the entries end.</param>
    /// <param name="cancellationToken">Ends the reading with an exception.</param>
    /// <exception cref="MissingLogException">There is no log, and no more is to be waited for.</exception>
    /// <exception cref="UnauthorizedAccessException">The log may not be read.</exception>
    /// <exception cref="IOException">The log cannot be read.</exception>
    public async IAsyncEnumerable<RunLogEntry> ReadAsync(
        int? tail, bool follow, CancellationToken runEnded, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var builder = new EntryBuilder();
        await foreach (var lines in new LogFollower(paths, time).ReadAsync(tail, follow, runEnded, cancellationToken))
        {
            foreach (var line in lines)
            {
                if (builder.Add(MaskedLine.Read(line, parser, mask)) is { } entry)
                {
                    yield return entry;
                }
            }

            if (lines.Count == 0 && builder.Take() is { } newest)
            {
                yield return newest;
            }
        }

        if (builder.Take() is { } last)
        {
            yield return last;
        }
    }
}
