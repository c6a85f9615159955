using FlextMonitor.Bench.FanOut.Peers;
using FlextMonitor.Bench.Kit.Load;

namespace FlextMonitor.Bench.FanOut.Scenarios;

/// <summary>How many bytes are sent when little changes: the whole state, or only the differences.</summary>
internal sealed class BytesScenario() : PeerScenario([PeerCatalog.Hub, PeerCatalog.Stock, PeerCatalog.HubMessagePack, PeerCatalog.StockMessagePack])
{
    private const int Clients = 100;

    /// <summary>As many executions as the replaced dashboard and <c>/api/stats/</c> show.</summary>
    private const int Executions = 10;

    public override string Name => "bytes";

    public override string Title => "Bytes, when a tick is new stats and one changed execution";

    public override string Text =>
        $"In each tick the stats and one of the newest {Executions} executions change, the health in every tenth; 10 ticks a second, {Clients} subscribers. "
        + "This hub is handed what changed. The stock broadcast, which has no notion of it, sends its three topics whole, the executions as one list.";

    public override IReadOnlyList<Column> Figures { get; } =
    [
        new("bytes", "bytes per client and tick", 0),
        new("messages", "messages per tick"),
    ];

    public override IReadOnlyList<Goal> Goals { get; } = [new("bytes per client and tick, only differences", "bytes", 0.2, 0.13, OfStock: true)];

    protected override Drive DriveOf(Peer peer) =>
        new(peer == PeerCatalog.Hub || peer == PeerCatalog.HubMessagePack ? BeatPattern.Changes : BeatPattern.Whole, Rate: 10, Executions: Executions);

    protected override async Task<IReadOnlyDictionary<string, double>> MeasureAsync(RunningPeer running, CancellationToken cancellationToken)
    {
        var result = await running.LoadAsync(cancellationToken, ("clients", Clients), ("warmup", 2), ("seconds", Effort.Seconds(10)));
        var healthy = result.GetProperty("healthy");
        return Values(
            ("bytes", Number(healthy, "bytes") / Number(healthy, "ticks")),
            ("messages", Number(healthy, "messages") / Number(healthy, "ticks")));
    }
}
