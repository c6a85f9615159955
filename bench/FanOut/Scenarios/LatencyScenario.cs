using FlextMonitor.Bench.FanOut.Peers;
using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.FanOut.Scenarios;

/// <summary>The time from sampled to received at the usual rate.</summary>
internal sealed class LatencyScenario() : PeerScenario([PeerCatalog.Hub, PeerCatalog.Stock])
{
    private const int Clients = 1000;

    public override string Name => "latency";

    public override string Title => $"Sampled to received, {Clients:N0} subscribers, once a second";

    public override string Text => "New stats and one changed execution a second; every arrival of stats at every client over 40 s. The servers collect their garbage once all are connected, before the warm-up: the collection that moves what a thousand connects left behind holds everything up for 50 to 80 ms, once, and would be the p99 of whoever's falls into these 40 s.";

    public override IReadOnlyList<Column> Figures { get; } = [new("p50", "p50, ms"), new("p99", "p99, ms"), new("max", "longest, ms")];

    public override IReadOnlyList<Goal> Goals { get; } = [new("sampled to received, p99, 1,000 subscribers, 1 Hz, ms", "p99", 25, 15)];

    protected override Drive DriveOf(Peer peer) => new(BeatPattern.Changes, Rate: 1);

    protected override async Task<IReadOnlyDictionary<string, double>> MeasureAsync(RunningPeer running, CancellationToken cancellationToken)
    {
        await using var load = LoadRun.Start("load", running.Options(("clients", Effort.Clients(Clients)), ("warmup", WarmupSeconds), ("seconds", Effort.Seconds(40))));
        await load.ReadyAsync(cancellationToken);
        await running.CollectAsync(cancellationToken);
        var result = await load.ResultAsync(cancellationToken);
        var healthy = result.GetProperty("healthy");
        return Values(
            ("p50", Number(healthy, "latencyMs", "p50")),
            ("p99", Number(healthy, "latencyMs", "p99")),
            ("max", Number(healthy, "latencyMs", "max")));
    }
}
