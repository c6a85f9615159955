namespace FlextMonitor.Collector.Sources;

/// <summary>
/// Measures for how long sampling keeps a daemon busy: the time during which at least one call of sampling is under way. A daemon with one event loop
/// that blocks in one call delays the others too, and that time counts once. Calls that are answered within <see cref="FreeAnswer"/> do not count.
/// </summary>
internal sealed class SamplingLoad(TimeProvider time)
{
    /// <summary>How quick an answer has to be to cost nothing.</summary>
    public static readonly TimeSpan FreeAnswer = TimeSpan.FromMilliseconds(100);

    /// <summary>Far more than fit between two samples; older ones are of no interest.</summary>
    private const int MostSpans = 256;

    private readonly Lock _gate = new();
    private readonly List<long> _open = [];

    // Ordered, and apart from each other.
    private readonly List<Span> _busy = [];

    /// <summary>Notes that a call begins, until what it returns is disposed of.</summary>
    public Call Begin()
    {
        var began = time.GetTimestamp();
        lock (_gate)
        {
            _open.Add(began);
        }

        return new Call(this, began);
    }

    /// <summary>How long the daemon was busy since a timestamp. A call under way counts from when it is too late to be free.</summary>
    public TimeSpan BusySince(long timestamp)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var spans = new List<Span>(_busy);
            foreach (var began in _open.Where(began => time.GetElapsedTime(began, now) >= FreeAnswer))
            {
                Merge(spans, new Span(began, now));
            }

            return spans
                .Where(span => span.To > timestamp)
                .Aggregate(TimeSpan.Zero, (sum, span) => sum + time.GetElapsedTime(Math.Max(span.From, timestamp), span.To));
        }
    }

    private void End(long began)
    {
        lock (_gate)
        {
            _open.Remove(began);
            var now = time.GetTimestamp();
            if (time.GetElapsedTime(began, now) >= FreeAnswer)
            {
                Merge(_busy, new Span(began, now));
                _busy.RemoveRange(0, Math.Max(0, _busy.Count - MostSpans));
            }
        }
    }

    private static void Merge(List<Span> spans, Span added)
    {
        var first = spans.FindIndex(span => span.To >= added.From);
        if (first < 0)
        {
            spans.Add(added);
            return;
        }

        var touched = spans.Skip(first).TakeWhile(span => span.From <= added.To).ToList();
        spans.RemoveRange(first, touched.Count);
        spans.Insert(first, touched.Aggregate(added, (sum, span) => new Span(Math.Min(sum.From, span.From), Math.Max(sum.To, span.To))));
    }

    /// <summary>A call under way. Dispose of it once, when the call has ended.</summary>
    public readonly struct Call(SamplingLoad load, long began) : IDisposable
    {
        public void Dispose() => load.End(began);
    }

    private readonly record struct Span(long From, long To);
}
