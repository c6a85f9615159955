using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Logs;

/// <summary>Remembers which lines of a log a subscriber was sent: the last ones, and how many of the whole log if that is known.</summary>
/// <param name="position">How many lines of the log come before the first one that is sent; null if it is not known.</param>
internal sealed class SentLines(long? position)
{
    /// <summary>The most lines that are remembered.</summary>
    public const int MostKept = 1000;

    /// <summary>The least lines, if there are as many, by which a place in the log is recognized.</summary>
    private const int LeastDistinctive = 32;

    private readonly Queue<LineMark> _last = new();

    /// <summary>The lines that were read before. Those that the monitor added are not in the daemon's log.</summary>
    public static SentLines Of(LogRead read)
    {
        List<LogLine> last = [.. read.Last.Where(line => !line.Message.StartsWith(LogNotice.Prefix, StringComparison.Ordinal)).TakeLast(MostKept)];
        var sent = new SentLines(read.Lines - last.Count);
        last.ForEach(line => sent.Add(LineMark.Of(line)));
        return sent;
    }

    /// <summary>How many lines the log has up to the last one sent; null if it is not known.</summary>
    public long? Position { get; private set; } = position;

    public bool IsEmpty => _last.Count == 0;

    /// <summary>The last lines, oldest first; at most <see cref="MostKept"/>.</summary>
    public IReadOnlyList<LineMark> Last => [.. _last];

    public void Add(LineMark line)
    {
        if (_last.Count == MostKept)
        {
            _last.Dequeue();
        }

        _last.Enqueue(line);
        Position++;
    }

    /// <summary>Learns where the lines are in the log.</summary>
    public void LocatedAt(long position) => Position = position;

    /// <summary>
    /// The shortest end of the last lines that occurs once in the log; null if there is none. Lines that carry two different times do not occur again,
    /// because a log is in the order of its times. Lines without a time, or of one time, may be repeated any number of times.
    /// </summary>
    public IReadOnlyList<LineMark>? Distinctive()
    {
        var last = Last;
        DateTimeOffset? latest = null;
        for (var first = last.Count - 1; first >= 0; first--)
        {
            latest ??= last[first].Timestamp;
            if (last[first].Timestamp is { } time && time != latest)
            {
                return [.. last.Skip(Math.Min(first, Math.Max(0, last.Count - LeastDistinctive)))];
            }
        }

        return null;
    }
}
