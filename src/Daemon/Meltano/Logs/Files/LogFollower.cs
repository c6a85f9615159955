using System.Buffers;
using System.Runtime.CompilerServices;

namespace FlextMonitor.Daemon.Meltano.Logs.Files;

/// <summary>
/// Reads the lines of a log file and follows it while it grows. New lines are found by polling: notifications of the file system do not reach network mounts and
/// many container volumes, and a poll of one file costs little. Only logs that somebody watches are polled.
/// </summary>
/// <param name="paths">Where the log may lie; the first file that exists is read.</param>
/// <param name="time">The clock of the polls.</param>
internal sealed class LogFollower(IReadOnlyList<string> paths, TimeProvider time)
{
    /// <summary>The time between two looks at the file.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    private const int Block = 64 * 1024;

    /// <summary>
    /// The lines in the order of the file, a list per block that was read; an empty list tells that all there is has been read and a wait begins. A file that is
    /// truncated or replaced is read again from its beginning; one that does not exist yet is waited for.
    /// </summary>
    /// <param name="tail">How many of the last existing lines to read; <c>null</c>: all.</param>
    /// <param name="follow">Whether to wait for more until the run has ended.</param>
    /// <param name="runEnded">Cancelled when the run has ended. What it wrote up to one <see cref="Poll"/> later is still read: Meltano records the end first and writes its last lines then.</param>
    /// <param name="cancellationToken">Ends the reading with an exception.</param>
    /// <exception cref="MissingLogException">There is no file, and no more is to be waited for.</exception>
    public async IAsyncEnumerable<IReadOnlyList<RawLine>> ReadAsync(
        int? tail, bool follow, CancellationToken runEnded, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Block);
        var splitter = new LineSplitter();
        var found = false;
        var ending = false;
        LogFile? file = null;
        try
        {
            while (true)
            {
                file ??= Open(found ? null : tail);
                found |= file is not null;
                var isOther = false;
                while (file is not null && !isOther)
                {
                    var block = await file.ReadAsync(buffer, cancellationToken);
                    if (block is { IsEmpty: true })
                    {
                        break;
                    }

                    isOther = block is null;
                    if (block is { } read && splitter.Split(read.Span) is { Count: > 0 } lines)
                    {
                        yield return lines;
                    }
                }

                if (file is not null && (isOther || (follow && file.IsReplaced())))
                {
                    file.Dispose();
                    file = null;
                    if (splitter.TakeRest() is { } unfinished)
                    {
                        yield return [unfinished];
                    }

                    continue;
                }

                if (!follow || ending)
                {
                    break;
                }

                yield return [];
                ending = await WaitAsync(runEnded, cancellationToken);
            }
        }
        finally
        {
            file?.Dispose();
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (!found)
        {
            throw new MissingLogException(paths);
        }

        if (splitter.TakeRest() is { } last)
        {
            yield return [last];
        }
    }

    private LogFile? Open(int? tail)
    {
        var file = LogFile.TryOpen(paths);
        if (tail is { } lines)
        {
            file?.SkipToTail(lines);
        }

        return file;
    }

    /// <summary>Waits for the next look. Whether it is the last one, because the run has ended.</summary>
    private async Task<bool> WaitAsync(CancellationToken runEnded, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(runEnded, cancellationToken);
        await Task.Delay(Poll, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        if (!runEnded.IsCancellationRequested)
        {
            return false;
        }

        await Task.Delay(Poll, time, cancellationToken);
        return true;
    }
}
