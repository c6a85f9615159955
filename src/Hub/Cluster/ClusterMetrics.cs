using System.Diagnostics.Metrics;
using FlextMonitor.Collector.Cluster;

namespace FlextMonitor.Hub.Cluster;

/// <summary>What this process knows of the others, as the meter <c>flextmonitor.cluster</c>. Nothing where one process is alone.</summary>
internal sealed class ClusterMetrics
{
    public const string MeterName = "flextmonitor.cluster";

    private static readonly string[] Codes = ["clock", "no-evaluator", "redis-away", "same-name", "settings", "versions"];

    private readonly ClusterNodes _nodes;
    private readonly ClusterStanding _standing;

    public ClusterMetrics(IMeterFactory meters, ClusterNodes nodes, ClusterStanding standing)
    {
        (_nodes, _standing) = (nodes, standing);
        if (!nodes.IsShared)
        {
            return;
        }

        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("flextmonitor.cluster.nodes", () => _nodes.All.Count, null, "Processes that this one knows, itself among them");
        meter.CreateObservableGauge("flextmonitor.cluster.clock.offset", ClockOffset, "s", "How far the clock of this process is ahead of that of Redis");
        meter.CreateObservableGauge("flextmonitor.cluster.lag", Lag, "{entry}", "Entries of the feed that this process had not read when it last looked");
        meter.CreateObservableGauge("flextmonitor.cluster.findings", Findings, null, "1 for each thing that a person should look at");
    }

    private IEnumerable<Measurement<double>> ClockOffset() => _nodes.Own.ClockOffset is { } offset ? [new(offset.TotalSeconds)] : [];

    private IEnumerable<Measurement<long>> Lag() => _nodes.Own.LagChanges is { } lag ? [new(lag)] : [];

    private IEnumerable<Measurement<int>> Findings()
    {
        var found = _standing.Findings.Select(finding => finding.Code).ToHashSet(StringComparer.Ordinal);
        return [.. Codes.Select(code => new Measurement<int>(found.Contains(code) ? 1 : 0, new KeyValuePair<string, object?>("code", code)))];
    }
}
