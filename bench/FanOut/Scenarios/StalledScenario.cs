using FlextMonitor.Bench.FanOut.Peers;
using FlextMonitor.Bench.Kit.Load;

namespace FlextMonitor.Bench.FanOut.Scenarios;

/// <summary>What healthy clients receive while others have stopped reading.</summary>
internal sealed class StalledScenario(int stalled) : PeerScenario([PeerCatalog.Hub, PeerCatalog.Stock, PeerCatalog.StockUnawaited])
{
    private const int Clients = 100;
    private const int Rate = 50;
    private const int Seconds = 45;

    public override string Name => $"stalled-{stalled}";

    public override string Title => $"{stalled} of {Clients} not reading, whole state {Rate} times a second";

    public override string Text =>
        $"After a warm-up with healthy clients only, {Clients} connect, {stalled} of them stop reading at once, and the others are watched for {Seconds} s; "
        + "a tick near a second's border may count in either second. Memory is what the server's resident memory grew by meanwhile.";

    public override IReadOnlyList<Column> Figures { get; } =
    [
        new("worst", "ticks in the worst second"),
        new("mean", "ticks/s in the mean"),
        new("held", "seconds with less than 45 ticks", 0),
        new("p99", "age at arrival p99, ms"),
        new("dropped", "healthy clients dropped", 0),
        new("memory", "memory, MB"),
    ];

    public override IReadOnlyList<Goal> Goals { get; } =
        [new($"ticks in the worst second, {stalled} of {Clients} not reading, {Rate} a second", "worst", Rate - 1, Rate - 1, AtLeast: true)];

    protected override Drive DriveOf(Peer peer) => new(BeatPattern.Whole, Rate);

    protected override async Task<IReadOnlyDictionary<string, double>> MeasureAsync(RunningPeer running, CancellationToken cancellationToken)
    {
        await running.LoadAsync(cancellationToken, ("clients", Clients - stalled), ("warmup", 0), ("seconds", WarmupSeconds));
        var before = running.Server.ResidentBytes;
        var result = await running.LoadAsync(cancellationToken, ("clients", Clients), ("stalled", stalled), ("warmup", 1), ("seconds", Effort.Seconds(Seconds)));
        var healthy = result.GetProperty("healthy");
        var bySecond = healthy.GetProperty("ticksBySecond").EnumerateArray().Select(second => second.GetDouble()).ToArray();
        return Values(
            ("worst", bySecond.Min()),
            ("mean", bySecond.Average()),
            ("held", bySecond.Count(second => second < 45)),
            ("p99", Number(healthy, "latencyMs", "p99")),
            ("dropped", Number(healthy, "dropped")),
            ("memory", (Number(result, "serverResident") - before) / 1e6));
    }
}
