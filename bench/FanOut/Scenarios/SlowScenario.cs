using FlextMonitor.Bench.FanOut.Peers;
using FlextMonitor.Bench.Kit.Load;

namespace FlextMonitor.Bench.FanOut.Scenarios;

/// <summary>The age of the data at slow readers.</summary>
internal sealed class SlowScenario() : PeerScenario([PeerCatalog.Hub, PeerCatalog.Stock, PeerCatalog.StockUnawaited])
{
    private const int Clients = 100;
    private const int Slow = 10;
    private const int BytesPerSecond = 20 * 1024;
    private const int Rate = 50;

    public override string Name => "slow";

    public override string Title => $"{Slow} of {Clients} read 20 KB a second, whole state {Rate} times a second";

    public override string Text =>
        "About 140 KB a second are on offer. The age is that of the newest stats a client has, looked at ten times a second over 40 s, after 10 s.";

    public override IReadOnlyList<Column> Figures { get; } =
    [
        new("age", "age at slow clients p50, s"),
        new("oldest", "p99, s"),
        new("dropped", $"of {Slow} slow ones dropped", 0),
        new("healthyAge", "age at healthy clients p50, ms"),
        new("healthyTicks", "ticks in their worst second"),
        new("memory", "memory grown by, MB"),
    ];

    public override IReadOnlyList<Goal> Goals { get; } =
    [
        new("age of data at clients that read 20 KB/s, median, s", "age", 3.5, 1.5),
        new("slow clients dropped", "dropped", 0, 0),
    ];

    protected override Drive DriveOf(Peer peer) => new(BeatPattern.Whole, Rate);

    protected override async Task<IReadOnlyDictionary<string, double>> MeasureAsync(RunningPeer running, CancellationToken cancellationToken)
    {
        await running.LoadAsync(cancellationToken, ("clients", Clients - Slow), ("warmup", 0), ("seconds", WarmupSeconds));
        var before = running.Server.ResidentBytes;
        var result = await running.LoadAsync(
            cancellationToken, ("clients", Clients), ("slow", Slow), ("slow-rate", BytesPerSecond), ("warmup", Effort.Seconds(10)), ("seconds", Effort.Seconds(40)));
        var (healthy, slow) = (result.GetProperty("healthy"), result.GetProperty("slow"));
        return Values(
            ("age", Number(slow, "ageMs", "p50") / 1000),
            ("oldest", Number(slow, "ageMs", "p99") / 1000),
            ("dropped", Number(slow, "dropped")),
            ("healthyAge", Number(healthy, "ageMs", "p50")),
            ("healthyTicks", healthy.GetProperty("ticksBySecond").EnumerateArray().Min(second => second.GetDouble())),
            ("memory", (Number(result, "serverResident") - before) / 1e6));
    }
}
