using FlextMonitor.Hub.History.Figures;

namespace FlextMonitor.Hub.History.Recording;

/// <summary>The part of the last hour that earlier terms stored.</summary>
internal sealed class RestoredHistory
{
    private readonly Dictionary<string, List<Bucket>> _buckets = new(StringComparer.Ordinal);
    private long? _from;

    /// <summary>Takes in what the store holds.</summary>
    /// <param name="buckets">Those of the finest tier that begin at <paramref name="from"/> or later, by source and in order.</param>
    /// <param name="from">Unix milliseconds.</param>
    public void Set(ILookup<string, Bucket> buckets, long from)
    {
        _from = from;
        _buckets.Clear();
        foreach (var ofOne in buckets)
        {
            _buckets.Add(ofOne.Key, [.. ofOne]);
        }
    }

    /// <summary>From when on all is there that was stored; null if nothing was restored.</summary>
    /// <param name="oldest">What began before this is forgotten by now.</param>
    public long? From(long oldest) => _from is { } from ? Math.Max(from, oldest) : null;

    /// <summary>Whether an earlier term stored something of a source.</summary>
    public bool Knows(string source) => _buckets.ContainsKey(source);

    /// <summary>The buckets of a source that begin within a time, in order.</summary>
    public IReadOnlyList<Bucket> Within(string source, long from, long until) =>
        _buckets.TryGetValue(source, out var buckets) ? buckets.FindAll(bucket => bucket.Start >= from && bucket.Start < until) : [];

    /// <summary>Forgets what began before a time.</summary>
    public void Forget(long before)
    {
        foreach (var buckets in _buckets.Values)
        {
            buckets.RemoveAll(bucket => bucket.Start < before);
        }
    }
}
