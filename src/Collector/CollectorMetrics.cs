using System.Diagnostics.Metrics;
using Grpc.Core;

namespace FlextMonitor.Collector;

/// <summary>The collector's own metrics: the meter <c>flextmonitor.collector</c>.</summary>
internal sealed class CollectorMetrics
{
    public const string MeterName = "flextmonitor.collector";

    /// <summary>Bucket boundaries in seconds, up to a generous deadline: the default boundaries are meant for milliseconds.</summary>
    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] };

    private readonly Counter<long> _crashes;
    private readonly Histogram<double> _calls;

    public CollectorMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _crashes = meter.CreateCounter<long>("flextmonitor.collector.watcher.failures", "{failure}", "Watchers that failed unexpectedly and were restarted");
        _calls = meter.CreateHistogram<double>("flextmonitor.collector.call.duration", "s", "Calls to daemons, by method and status", advice: Seconds);
    }

    /// <summary>Counts further failures of a source's watcher; 0 as it begins, so that the first one can be seen as an increase.</summary>
    public void WatcherFailed(string source, int failures = 1) => _crashes.Add(failures, new KeyValuePair<string, object?>("source", source));

    public void Called(string source, string rpc, StatusCode status, TimeSpan took) => _calls.Record(
        took.TotalSeconds,
        new KeyValuePair<string, object?>("source", source),
        new KeyValuePair<string, object?>("rpc.method", rpc),
        new KeyValuePair<string, object?>("rpc.response.status_code", status.ToString()));
}
