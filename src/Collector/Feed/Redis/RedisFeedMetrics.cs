using System.Diagnostics.Metrics;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>The metrics of the feed on Redis: the meter <c>flextmonitor.feed</c>.</summary>
internal sealed class RedisFeedMetrics
{
    public const string MeterName = "flextmonitor.feed";

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1] };

    private readonly Counter<long> _refused;
    private readonly Counter<long> _wroteAll;
    private readonly Counter<long> _listings;
    private readonly Counter<long> _read;
    private readonly Counter<long> _unreadable;
    private readonly Histogram<double> _writes;

    public RedisFeedMetrics(IMeterFactory meters, RedisReach reach)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("flextmonitor.feed.reachable", () => reach.IsReachable ? 1 : 0, description: "1 if the feed on Redis is followed and can be written");
        _refused = meter.CreateCounter<long>("flextmonitor.feed.refused", "{value}", "Values that were refused because another process has a newer term");
        _wroteAll = meter.CreateCounter<long>("flextmonitor.feed.rewrites", "{rewrite}", "Parts of a source that were written again because Redis did not hold them");
        _listings = meter.CreateCounter<long>("flextmonitor.feed.listings", "{listing}", "Times that the whole state was read from Redis");
        _read = meter.CreateCounter<long>("flextmonitor.feed.read", "{value}", "Changes that were read from Redis");
        _unreadable = meter.CreateCounter<long>("flextmonitor.feed.unreadable", "{value}", "Values in Redis that this release cannot read");
        _writes = meter.CreateHistogram("flextmonitor.feed.write.duration", "s", "Writes to Redis", advice: Seconds);
    }

    public void Refused(FeedPart part, int values) => _refused.Add(values, new KeyValuePair<string, object?>("publisher", part.Publisher));

    public void WroteAll(FeedPart part) => _wroteAll.Add(1, new KeyValuePair<string, object?>("publisher", part.Publisher));

    public void Listed(int unreadable)
    {
        _listings.Add(1);
        _unreadable.Add(unreadable);
    }

    public void Read(int values, int unreadable)
    {
        _read.Add(values);
        _unreadable.Add(unreadable);
    }

    public void Wrote(TimeSpan took) => _writes.Record(took.TotalSeconds);
}
