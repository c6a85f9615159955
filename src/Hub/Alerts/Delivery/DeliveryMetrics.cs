using System.Diagnostics.Metrics;
using FlextMonitor.Hub.Alerts.Storage;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>What the outbox counts of itself, as the meter <c>flextmonitor.alerts</c>.</summary>
internal sealed class DeliveryMetrics
{
    public const string MeterName = "flextmonitor.alerts";

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 3600, 86400] };

    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _delays;

    public DeliveryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _attempts = meter.CreateCounter<long>("flextmonitor.alerts.attempts", "{attempt}", "Attempts to send a message to a channel, by the channel's kind and what came of it (delivered, waiting, refused, givenup).");
        _delays = meter.CreateHistogram<double>("flextmonitor.alerts.delay", "s", "Time from when a message was to be told to the beginning of its first request.", advice: Seconds);
    }

    public void Began(string? kind, TimeSpan delay) => _delays.Record(Math.Max(0, delay.TotalSeconds), KindOf(kind));

    public void Attempted(string? kind, DeliveryState state) => _attempts.Add(1, KindOf(kind), new KeyValuePair<string, object?>("outcome", state.ToString().ToLowerInvariant()));

    private static KeyValuePair<string, object?> KindOf(string? kind) => new("kind", kind ?? "deleted");
}
