using FlextMonitor.Bench.FanOut.Peers;
using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.FanOut.Scenarios;

/// <summary>The memory of an idle connection.</summary>
internal sealed class MemoryScenario() : PeerScenario([PeerCatalog.Hub, PeerCatalog.Stock])
{
    private const int First = 500;
    private const int Further = 4500;
    private const int SettleSeconds = 6;

    public override string Name => "memory";

    public override string Title => "Resident memory of an idle, signed-in connection";

    public override string Text =>
        $"From {First:N0} to {First + Further:N0} connections: what the process's resident memory grew by, for each connection; as it stands 6 s later, and after a full collection. "
        + "This hub has sent each the first state, the stock hub nothing.";

    public override IReadOnlyList<Column> Figures { get; } =
    [
        new("resident", "KB per connection"),
        new("collected", "after a full collection, KB"),
    ];

    public override IReadOnlyList<Goal> Goals { get; } = [new("resident memory per idle signed-in connection", "resident", 1.1, 0.9, OfStock: true)];

    protected override Drive DriveOf(Peer peer) => Drive.Idle;

    protected override async Task<IReadOnlyDictionary<string, double>> MeasureAsync(RunningPeer running, CancellationToken cancellationToken)
    {
        // Both runs keep their connections for longer than the measurement takes, and are stopped afterwards.
        await using var first = LoadRun.Start("load", running.Options(("clients", Effort.Clients(First)), ("warmup", 0), ("seconds", 120)));
        await first.ReadyAsync(cancellationToken);
        var (residentAtFirst, collectedAtFirst) = await RestAsync(running, cancellationToken);

        await using var further = LoadRun.Start("load", running.Options(("clients", Effort.Clients(Further)), ("warmup", 0), ("seconds", 120)));
        await further.ReadyAsync(cancellationToken);
        var (resident, collected) = await RestAsync(running, cancellationToken);
        return Values(
            ("resident", (resident - residentAtFirst) / 1024.0 / Effort.Clients(Further)),
            ("collected", (collected - collectedAtFirst) / 1024.0 / Effort.Clients(Further)));
    }

    private async Task<(long Resident, long Collected)> RestAsync(RunningPeer running, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(Effort.Seconds(SettleSeconds)), TimeProvider.System, cancellationToken);
        var resident = running.Server.ResidentBytes;
        await running.CollectAsync(cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
        return (resident, running.Server.ResidentBytes);
    }
}
