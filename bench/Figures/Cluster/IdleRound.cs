using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Contracts;

namespace FlextMonitor.Bench.Figures.Cluster;

/// <summary>500 connections, a minute of rest, 4,500 more, and another minute; the daemon answers once a second meanwhile.</summary>
/// <param name="Memory">What each further connection takes.</param>
/// <param name="CpuUs">The host's CPU for each of them and change, over the half minute that follows, in µs.</param>
/// <param name="P50">From the daemon's answer to a subscriber in that time, in ms.</param>
/// <param name="P99">The same.</param>
internal sealed record IdleRound(MemoryReading Memory, double CpuUs, double P50, double P99)
{
    private const int First = 500;
    private const int Further = 4500;

    public static async Task<IdleRound> RunAsync(MonitorProgram program, string daemon, Effort effort, CancellationToken cancellationToken)
    {
        await using var host = await MonitorServer.StartAsync(program, daemon, MonitorServer.EmptyDataFolder(), cancellationToken);
        var options = await host.OptionsAsync(Routes.DashboardHub, cancellationToken);
        var rest = effort.Seconds(60);
        await using var first = LoadRun.Start("load", [.. options, ("clients", First), ("warmup", 0), ("seconds", 5 * rest)]);
        await first.ReadyAsync(cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(rest), TimeProvider.System, cancellationToken);
        var before = await MemoryReading.OfAsync(host, cancellationToken);
        await using var further = LoadRun.Start("load", [.. options, ("clients", Further), ("warmup", rest + 5), ("seconds", effort.Seconds(30))]);
        await further.ReadyAsync(cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(rest), TimeProvider.System, cancellationToken);
        var memory = (await MemoryReading.OfAsync(host, cancellationToken)).Since(before, Further);

        var result = await further.ResultAsync(cancellationToken);
        var healthy = result.GetProperty("healthy");
        var latency = healthy.GetProperty("latencyMs");
        return new IdleRound(
            memory,
            result.GetProperty("serverCpuUs").GetDouble() / Math.Max(1, healthy.GetProperty("ticks").GetDouble()),
            latency.GetProperty("p50").GetDouble(),
            latency.GetProperty("p99").GetDouble());
    }
}
