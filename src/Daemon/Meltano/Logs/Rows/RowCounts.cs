using FlextMonitor.Daemon.Meltano.Logs.Parsing;

namespace FlextMonitor.Daemon.Meltano.Logs.Rows;

/// <summary>
/// Adds up how many rows a run moved, per stream, from the metrics in its log. What the taps extracted is counted; what the targets loaded only if no tap
/// counts, since both count the same rows. Taps come first because all versions of the SDK and Singer's own library count there, so that figures of runs can be
/// compared, and because the figure of a run then never jumps when its target writes its first count.
/// </summary>
/// <param name="stateId">The run's state id. Lines that name another one are left out: <c>meltano run</c> may write those of later blocks into the same file.</param>
internal sealed class RowCounts(string stateId)
{
    /// <summary>More streams than this are added up without a name of their own.</summary>
    public const int MostStreams = 10_000;

    private readonly Dictionary<string, long> _extracted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _loaded = new(StringComparer.Ordinal);

    /// <summary>Rows per stream, by name; a stream without a name is empty. Empty if the log holds no counts.</summary>
    public IReadOnlyDictionary<string, long> ByStream => _extracted.Count > 0 ? _extracted : _loaded;

    /// <summary>All rows; <c>null</c>, not 0, if the log holds no counts.</summary>
    public long? Total => ByStream.Count == 0 ? null : ByStream.Values.Aggregate(0L, Sum);

    /// <summary>Counts a line if it holds a metric of rows.</summary>
    public void Add(LogText line)
    {
        if (line.Metric is null || (line.StateId is { } other && other != stateId) || RecordCount.Parse(line.Metric) is not { } count)
        {
            return;
        }

        var counts = line.Role switch
        {
            PluginRole.Target => _loaded,
            PluginRole.Other => null, // A mapper counts the same rows once more.
            _ => _extracted,
        };
        if (counts is not null)
        {
            var stream = counts.ContainsKey(count.Stream) || counts.Count < MostStreams ? count.Stream : "";
            counts[stream] = Sum(counts.GetValueOrDefault(stream), count.Value);
        }
    }

    /// <summary>Forgets all counts.</summary>
    public void Clear()
    {
        _extracted.Clear();
        _loaded.Clear();
    }

    private static long Sum(long one, long other) => one > long.MaxValue - other ? long.MaxValue : one + other;
}
