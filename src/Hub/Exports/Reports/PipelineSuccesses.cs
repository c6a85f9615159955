namespace FlextMonitor.Hub.Exports.Reports;

/// <summary>The successful runs of one pipeline.</summary>
internal sealed class PipelineSuccesses
{
    private readonly List<long> _seconds = [];

    /// <summary>How many there were.</summary>
    public int Count { get; private set; }

    /// <summary>The rows that they moved; null if none told any.</summary>
    public long? Rows { get; private set; }

    public void Add(long? seconds, long? rows)
    {
        Count++;
        Rows = rows is null ? Rows : (Rows ?? 0) + rows;
        if (seconds is { } known)
        {
            _seconds.Add(known);
        }
    }

    /// <summary>The duration that a share of the runs did not exceed, in seconds (nearest rank); null if no duration is known.</summary>
    public long? Percentile(int percent)
    {
        _seconds.Sort();
        return _seconds.Count == 0 ? null : _seconds[(int)Math.Ceiling(percent / 100.0 * _seconds.Count) - 1];
    }
}
