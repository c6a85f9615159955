using FlextMonitor.Bench.FanOut.Peers;
using FlextMonitor.Bench.Kit.Load;

namespace FlextMonitor.Bench.FanOut.Scenarios;

/// <summary>The CPU cost of a tick for each client.</summary>
internal sealed class CostScenario(string name, string title, string text, int clients, Drive drive, Goal goal, IReadOnlyList<Peer> peers) : PeerScenario(peers)
{
    public const string Cpu = "cpu";
    private const int Seconds = 10;

    public override string Name => name;

    public override string Title => title;

    public override string Text => text;

    public override IReadOnlyList<Column> Figures { get; } =
    [
        new(Cpu, "server CPU per client and tick, µs"),
        new("ticks", "ticks/s at a client"),
        new("writes", "writes per tick"),
        new("bytes", "bytes per tick", 0),
        new("p50", "age at arrival p50, ms"),
        new("p99", "p99, ms"),
        new("generator", "generator CPU, cores", 2),
    ];

    public override IReadOnlyList<Goal> Goals => [goal];

    protected override Drive DriveOf(Peer peer) => drive;

    protected override async Task<IReadOnlyDictionary<string, double>> MeasureAsync(RunningPeer running, CancellationToken cancellationToken)
    {
        var result = await running.LoadAsync(cancellationToken, ("clients", Effort.Clients(clients)), ("warmup", WarmupSeconds), ("seconds", Effort.Seconds(Seconds)));
        var healthy = result.GetProperty("healthy");
        var ticks = Number(healthy, "ticks");
        var seconds = Number(result, "seconds");
        return Values(
            (Cpu, Number(result, "serverCpuUs") / ticks),
            ("ticks", ticks / Effort.Clients(clients) / seconds),
            ("writes", Number(healthy, "writes") / ticks),
            ("bytes", Number(healthy, "bytes") / ticks),
            ("p50", Number(healthy, "latencyMs", "p50")),
            ("p99", Number(healthy, "latencyMs", "p99")),
            ("generator", Number(result, "ownCpuUs") / 1e6 / seconds));
    }

    /// <summary>The three goals of the fan-out that concern CPU.</summary>
    public static IReadOnlyList<Scenario> All(LoadEffort effort) =>
    [
        new CostScenario(
            "together",
            "1,000 subscribers, 10 ticks a second, three topics back to back",
            "Each tick renews the stats, one execution and the health, in three messages handed over one right after the other. Every server is given the same three values.",
            1000,
            new Drive(BeatPattern.Three, Rate: 10),
            new Goal("CPU per client and tick, 1,000 subscribers, back to back", Cpu, 0.85, 0.75, OfStock: true),
            PeerCatalog.All) { Effort = effort },
        new CostScenario(
            "apart",
            "1,000 subscribers, 10 ticks a second, topics 20 ms apart",
            "The same, with 20 ms between the topics, as they come when each is sampled on its own. Here this hub joins what follows within its window, which grows with what a round costs, up to 80 ms: its age at arrival holds that wait.",
            1000,
            new Drive(BeatPattern.Three, Rate: 10, GapMs: 20),
            new Goal("CPU per client and tick, 1,000 subscribers, 20 ms apart", Cpu, 0.7, 0.4, OfStock: true),
            PeerCatalog.All) { Effort = effort },
        new CostScenario(
            "many",
            "5,000 subscribers, 4 ticks a second, topics 20 ms apart",
            "The same with five times the subscribers.",
            5000,
            new Drive(BeatPattern.Three, Rate: 4, GapMs: 20),
            new Goal("CPU per client and tick, 5,000 subscribers", Cpu, 0.65, 0.55, OfStock: true),
            PeerCatalog.All) { Effort = effort },
    ];
}
