using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Testing;

namespace FlextMonitor.Bench.Figures.Cluster;

/// <summary>What one, two and four hubs beside a node that collects cost: each of them for a subscriber, and Redis for a change of the one daemon and for a second without one.</summary>
internal static class SlopeFigures
{
    private const int Clients = 200;
    private const int Seconds = 30;
    private const int Settling = 10;
    private const int Rounds = 3;
    private const int Often = 10;
    private static readonly int[] Counts = [1, 2, 4];

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Effort effort, CancellationToken cancellationToken)
    {
        var often = await OfRateAsync(changes: Often, hasSubscribers: true, effort, cancellationToken);
        var seldom = await OfRateAsync(changes: 1, hasSubscribers: false, effort, cancellationToken);
        return [.. Counts.SelectMany(count => Figures(often[count], seldom[count], count == 1 ? "one hub" : string.Create(CultureInfo.InvariantCulture, $"{count} hubs")))];
    }

    private static IEnumerable<Figure> Figures((RedisReading Redis, double Cost) often, (RedisReading Redis, double Cost) seldom, string hubs)
    {
        var ofChange = (often.Redis - seldom.Redis) / (Often - 1);
        yield return new(
            string.Create(CultureInfo.InvariantCulture, $"{hubs}: CPU of each per subscriber and change, {Clients} subscribers at each"),
            string.Create(CultureInfo.InvariantCulture, $"{often.Cost:0.0} µs"));
        yield return new($"{hubs}: Redis for a change", ofChange.ToString());
        yield return new($"{hubs}: Redis in a second without one", (seldom.Redis - ofChange).ToString());
    }

    /// <summary>By the number of hubs: what Redis does in a second in which a daemon changes so often, and the CPU of a hub for a subscriber and change, in µs.</summary>
    private static async Task<Dictionary<int, (RedisReading Redis, double Cost)>> OfRateAsync(int changes, bool hasSubscribers, Effort effort, CancellationToken cancellationToken)
    {
        await using var bench = await ClusterBench.StartAsync();
        await bench.StartNodeAsync("collector", "hub,collector,evaluator", 1.0 / changes, cancellationToken);
        var hubs = new List<MonitorServer>();
        var found = new Dictionary<int, (RedisReading Redis, double Cost)>();
        foreach (var count in Counts)
        {
            while (hubs.Count < count)
            {
                hubs.Add(await bench.StartNodeAsync(string.Create(CultureInfo.InvariantCulture, $"hub-{hubs.Count}"), "hub", 1.0 / changes, cancellationToken));
            }

            var redis = await RedisAsync(bench.Redis, effort, cancellationToken);
            found[count] = (redis, hasSubscribers ? await CostAsync(hubs, effort, cancellationToken) : 0);
        }

        return found;
    }

    /// <summary>The median of all hubs and rounds.</summary>
    private static async Task<double> CostAsync(List<MonitorServer> hubs, Effort effort, CancellationToken cancellationToken)
    {
        var costs = new List<double>();
        for (var round = 0; round < (effort.IsTrial ? 1 : Rounds); round++)
        {
            costs.AddRange(await Task.WhenAll(hubs.Select(hub => ClusterBench.CostAsync(hub, Clients, effort, cancellationToken))));
        }

        return Median.Of(costs);
    }

    /// <summary>What Redis does in a second while nobody watches.</summary>
    private static async Task<RedisReading> RedisAsync(RedisServer redis, Effort effort, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(effort.Seconds(Settling)), TimeProvider.System, cancellationToken);
        var began = TimeProvider.System.GetTimestamp();
        var before = await RedisReading.OfAsync(redis);
        await Task.Delay(TimeSpan.FromSeconds(effort.Seconds(Seconds)), TimeProvider.System, cancellationToken);
        return (await RedisReading.OfAsync(redis) - before) / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }
}
