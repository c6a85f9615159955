using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.Figures.Cluster;

/// <summary>What subscribers cost a node of several, beside one process; and how much later a change arrives.</summary>
internal static class LoadFigures
{
    private const int Clients = 500;
    private const int Rounds = 3;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Effort effort, CancellationToken cancellationToken)
    {
        await using var bench = await ClusterBench.StartAsync();
        await using var alone = await MonitorServer.StartAsync(bench.Daemon.Address, MonitorServer.EmptyDataFolder(), cancellationToken, ("Daemons__0__Interval", "00:00:00.1000000"));
        await bench.StartNodeAsync("collector", "hub,collector,evaluator", 0.1, cancellationToken);
        var first = await bench.StartNodeAsync("first", "hub", 0.1, cancellationToken);
        var second = await bench.StartNodeAsync("second", "hub", 0.1, cancellationToken);
        var (single, shared, both, late, lateShared) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < (effort.IsTrial ? 1 : Rounds); round++)
        {
            single.Add(await ClusterBench.CostAsync(alone, Clients, effort, cancellationToken));
            shared.Add(await ClusterBench.CostAsync(first, Clients, effort, cancellationToken));
            var costs = await Task.WhenAll(ClusterBench.CostAsync(first, Clients, effort, cancellationToken), ClusterBench.CostAsync(second, Clients, effort, cancellationToken));
            both.Add(costs.Average());
            late.Add((await Latency.MeasureAsync(alone, 30, effort, cancellationToken)).P99);
            lateShared.Add((await Latency.MeasureAsync(first, 30, effort, cancellationToken)).P99);
        }

        var cost = Median.Of(single);
        return
        [
            new("CPU of one process per subscriber and change, 500 subscribers", Micro(cost)),
            new("of a hub of several, which collects nothing", $"{Micro(Median.Of(shared))}, {Ratio(Median.Of(shared) / cost)}", "1.1× at most, 1.0× aimed at"),
            new("of each of two hubs with 500 subscribers each", Micro(Median.Of(both))),
            new("subscribers over two nodes against one, for the same CPU each", Ratio(2 * Median.Of(shared) / Median.Of(both)), "1.8× at least, 1.95× aimed at"),
            new("daemon's answer to ten subscribers, p99: one process", Figure.Milliseconds(Median.Of(late))),
            new("through Redis", Figure.Milliseconds(Median.Of(lateShared))),
            new("what Redis adds", Figure.Milliseconds(Median.Of(lateShared) - Median.Of(late)), "10 ms at most, 4 ms aimed at"),
        ];
    }

    private static string Micro(double value) => value.ToString("0.0", CultureInfo.InvariantCulture) + " µs";

    private static string Ratio(double value) => value.ToString("0.00", CultureInfo.InvariantCulture) + "×";
}
