using System.Buffers;
using FlextMonitor.Daemon.Meltano.Logs.Files;
using FlextMonitor.Daemon.Meltano.Logs.Parsing;

namespace FlextMonitor.Daemon.Meltano.Logs.Rows;

/// <summary>
/// Counts the rows of one run from its log. Each reading goes on where the last one ended, so that a running run can be looked at again and again; a log that was
/// replaced is counted from its beginning. Not safe for concurrent calls.
/// </summary>
internal sealed class RowReader(IReadOnlyList<string> paths, string stateId, LineParser parser) : IDisposable
{
    private const int Block = 64 * 1024;

    private readonly LineSplitter _lines = new();
    private LogFile? _file;

    /// <summary>The counts so far.</summary>
    public RowCounts Counts { get; } = new(stateId);

    /// <summary>Reads what the log holds by now.</summary>
    /// <returns>All rows of the run so far; <c>null</c> if there is no log or it holds no counts.</returns>
    /// <exception cref="UnauthorizedAccessException">The log may not be read.</exception>
    /// <exception cref="IOException">The log cannot be read.</exception>
    public async Task<long?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_file?.IsReplaced() == true)
        {
            BeginAgain();
        }

        _file ??= LogFile.TryOpen(paths);
        var buffer = ArrayPool<byte>.Shared.Rent(Block);
        try
        {
            while (_file is not null)
            {
                if (await _file.ReadAsync(buffer, cancellationToken) is not { } block)
                {
                    BeginAgain();
                    _file = LogFile.TryOpen(paths);
                }
                else if (block.IsEmpty)
                {
                    break;
                }
                else
                {
                    Count(_lines.Split(block.Span));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Counts.Total;
    }

    private void BeginAgain()
    {
        _file?.Dispose();
        _file = null;
        _lines.TakeRest();
        Counts.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private void Count(List<RawLine> lines)
    {
        foreach (var line in lines)
        {
            if (line.Text.Contains(RecordCount.Metric, StringComparison.Ordinal))
            {
                Counts.Add(parser.Parse(line.Text));
            }
        }
    }
}
