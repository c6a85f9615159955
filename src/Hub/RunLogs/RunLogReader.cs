using FlextMonitor.Contracts;
using FlextMonitor.Hub.RunLogs.Reading;

namespace FlextMonitor.Hub.RunLogs;

/// <summary>Reads logs of runs for other rooms.</summary>
public sealed class RunLogReader
{
    /// <summary>How long to wait for a daemon.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly RunLogStore _logs;

    internal RunLogReader(RunLogStore logs) => _logs = logs;

    /// <summary>The end of a log, as far as it comes within 3 s.</summary>
    /// <param name="source">The daemon's name.</param>
    /// <param name="run">The run's id.</param>
    /// <param name="most">The most lines, 1 or more.</param>
    /// <param name="caller">Who asks, such as a person's id: a daemon's limits are shared fairly between callers.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<RunLogEnd> ReadEndAsync(string source, string run, int most, string caller, CancellationToken cancellationToken)
    {
        using var use = await _logs.OpenAsync(new RunLogKey(source, run)).ConfigureAwait(false);
        use.Log.Ask(caller);
        await use.Log.WaitAsync(long.MaxValue, Patience, cancellationToken).ConfigureAwait(false);
        var standing = use.Log.Standing;
        var first = Math.Max(1, standing.Lines - most + 1);
        return new RunLogEnd(first, standing.Lines == 0 ? [] : [.. use.Log.Read(first, most).Select(line => line.Line)], standing.IsWhole, standing.Error);
    }
}

/// <summary>The end of a log.</summary>
/// <param name="First">The number of the first line, 1 or more.</param>
/// <param name="Lines">The lines; empty if none has come.</param>
/// <param name="IsWhole">Whether the log has ended with them.</param>
/// <param name="Error">Why the daemon's log cannot be read; null if it can.</param>
public sealed record RunLogEnd(long First, IReadOnlyList<LogLine> Lines, bool IsWhole, string? Error);
