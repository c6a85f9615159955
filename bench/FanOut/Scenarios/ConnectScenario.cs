using FlextMonitor.Bench.FanOut.Peers;
using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.FanOut.Scenarios;

/// <summary>How fast many clients connect.</summary>
internal sealed class ConnectScenario() : PeerScenario([PeerCatalog.Hub, PeerCatalog.Stock, PeerCatalog.SocketIo, PeerCatalog.Nchan, PeerCatalog.WebSocketLoop])
{
    private const int Clients = 2000;
    private const int WarmRounds = 4;
    private const int Measured = 5;
    private const int PauseSeconds = 2;

    public override string Name => "connect";

    public override string Title => $"{Clients:N0} connects, warm, without negotiate";

    public override string Text =>
        $"From the first connect to the last handshake answered, at most 200 under way at once, after {WarmRounds} such rounds have gone before; the median of {Measured} further ones, each {PauseSeconds} s after the last, whose clients the server has let go of by then. "
        + "Both hubs check a bearer token; the others know no sign-in. This hub's CPU holds sending each the first state.";

    public override IReadOnlyList<Column> Figures { get; } =
    [
        new("ms", "all connected in, ms", 0),
        new("cpu", "server CPU each, µs", 0),
    ];

    public override IReadOnlyList<Goal> Goals { get; } = [new($"{Clients:N0} connects", "ms", 1.2, 1.0, OfStock: true)];

    protected override Drive DriveOf(Peer peer) => Drive.Idle;

    protected override async Task<IReadOnlyDictionary<string, double>> MeasureAsync(RunningPeer running, CancellationToken cancellationToken)
    {
        for (var round = 0; round < WarmRounds; round++)
        {
            await running.LoadAsync(cancellationToken, ("clients", Effort.Clients(Clients)), ("warmup", 0), ("seconds", 1));
        }

        var (times, costs) = (new List<double>(), new List<double>());
        for (var round = 0; round < Measured; round++)
        {
            await Task.Delay(TimeSpan.FromSeconds(PauseSeconds), TimeProvider.System, cancellationToken);
            var result = await running.LoadAsync(cancellationToken, ("clients", Effort.Clients(Clients)), ("warmup", 0), ("seconds", 1));
            times.Add(result.GetProperty("connectMs").GetDouble());
            costs.Add(result.GetProperty("connectCpuUs").GetDouble() / Effort.Clients(Clients));
        }

        return Values(("ms", Median.Of(times)), ("cpu", Median.Of(costs)));
    }
}
