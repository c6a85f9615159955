using System.Diagnostics.Metrics;
using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Live;

/// <summary>The hub's own metrics, in the meter <c>flextmonitor.hub</c>.</summary>
internal sealed class LiveMetrics
{
    public const string MeterName = "flextmonitor.hub";

    /// <summary>The default boundaries are meant for milliseconds. These are seconds, from a round's microseconds to a daemon's deadline.</summary>
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Counter<long> _changes;
    private readonly Counter<long> _writes;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _passedOver;
    private readonly Counter<long> _closed;
    private readonly Counter<long> _encodingFailures;
    private readonly Counter<long> _restarts;
    private readonly Histogram<double> _round;
    private readonly Histogram<double> _sampledToWritten;

    public LiveMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _changes = meter.CreateCounter<long>("flextmonitor.hub.changes", "{change}", "Values applied from the feed.");
        _writes = meter.CreateCounter<long>("flextmonitor.hub.writes", "{write}", "Joined writes handed to connections.");
        _bytes = meter.CreateCounter<long>("flextmonitor.hub.bytes", "By", "Bytes handed to connections, before framing.");
        _passedOver = meter.CreateCounter<long>("flextmonitor.hub.passed_over", "{connection}", "Connections skipped in a round because their last write had not finished.");
        _closed = meter.CreateCounter<long>("flextmonitor.hub.closed", "{connection}", "Connections that the hub closed, by reason.");
        _encodingFailures = meter.CreateCounter<long>("flextmonitor.hub.encoding_failures", "{value}", "Values that could not be written in a protocol.");
        _restarts = meter.CreateCounter<long>("flextmonitor.hub.worker_restarts", "{restart}", "Unexpected failures that restarted a worker of the hub.");
        _round = meter.CreateHistogram<double>("flextmonitor.hub.round.duration", "s", "Time of one round over all connections.", advice: Seconds);
        _sampledToWritten = meter.CreateHistogram<double>("flextmonitor.hub.sampled_to_written", "s", "Time from the daemon's answer to the first write that contains it.", advice: Seconds);
        Meter = meter;
    }

    /// <summary>The meter, for observable instruments.</summary>
    public Meter Meter { get; }

    /// <summary>Counters of what is rare begin at 0: an alert on an increase would miss the first one otherwise.</summary>
    public void Begin()
    {
        _passedOver.Add(0);
        _encodingFailures.Add(0);
        foreach (var reason in Enum.GetValues<ClosingReason>())
        {
            _closed.Add(0, new KeyValuePair<string, object?>("reason", ReasonOf(reason)));
        }
    }

    public void ChangesTaken(int count) => _changes.Add(count);

    public void Written(long bytes)
    {
        _writes.Add(1);
        _bytes.Add(bytes);
    }

    public void PassedOver(int connections) => _passedOver.Add(connections);

    public void Closed(ClosingReason reason) => _closed.Add(1, new KeyValuePair<string, object?>("reason", ReasonOf(reason)));

    public void EncodingFailed() => _encodingFailures.Add(1);

    /// <summary>Counts further restarts of a worker of the hub; 0 as it begins.</summary>
    public void WorkerRestarted(string worker, int restarts = 1) => _restarts.Add(restarts, new KeyValuePair<string, object?>("worker", worker));

    public void RoundEnded(TimeSpan duration) => _round.Record(duration.TotalSeconds);

    public void FirstWritten(TimeSpan sinceSampled) => _sampledToWritten.Record(sinceSampled.TotalSeconds);

    private static string ReasonOf(ClosingReason reason) => reason switch
    {
        ClosingReason.Restarting => "restarting",
        ClosingReason.Expired => "expired",
        ClosingReason.SignedOut => "signed-out",
        ClosingReason.Forbidden => "forbidden",
        _ => "slow",
    };
}
