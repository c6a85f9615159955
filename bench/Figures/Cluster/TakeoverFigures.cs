using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Bench.Figures.Cluster;

/// <summary>How long a subscriber of another node waits for fresh values when the node that collects ends, and all of them when Redis is back.</summary>
internal static class TakeoverFigures
{
    private const string AllRoles = "hub,collector,evaluator";
    private const double Interval = 0.25;
    private const int Rounds = 50;
    private const int RedisRounds = 5;

    /// <summary>The node that collects is killed, 50 times.</summary>
    public static async Task<IReadOnlyList<Figure>> KilledAsync(Effort effort, CancellationToken cancellationToken)
    {
        await using var bench = await ClusterBench.StartAsync();
        var watched = await bench.StartNodeAsync("watched", "hub", Interval, cancellationToken);
        await using var subscriber = await ClusterBench.SubscribeAsync(watched, cancellationToken);
        return await EndAllAsync(bench, "KILL", "7 s at most, 6 s aimed at", subscriber, effort, cancellationToken);
    }

    /// <summary>The node that collects is told to end, 50 times. Then Redis is killed, and comes back empty.</summary>
    public static async Task<IReadOnlyList<Figure>> EndedAsync(Effort effort, CancellationToken cancellationToken)
    {
        await using var bench = await ClusterBench.StartAsync();
        var watched = await bench.StartNodeAsync("watched", "hub", Interval, cancellationToken);
        await using var subscriber = await ClusterBench.SubscribeAsync(watched, cancellationToken);
        var ended = await EndAllAsync(bench, "TERM", "2 s at most, 1 s aimed at", subscriber, effort, cancellationToken);
        return [.. ended, await RedisBackAsync(bench, subscriber, effort, cancellationToken)];
    }

    private static async Task<IReadOnlyList<Figure>> EndAllAsync(
        ClusterBench bench, string signal, string most, HubSubscriber subscriber, Effort effort, CancellationToken cancellationToken)
    {
        var collecting = await bench.StartNodeAsync("node-0", AllRoles, Interval, cancellationToken);
        await subscriber.NextAsync<DashboardStats>(stats => !stats.Fallback);
        var times = new List<double>();
        for (var round = 1; round <= effort.Times(Rounds); round++)
        {
            var next = await bench.StartNodeAsync(string.Create(CultureInfo.InvariantCulture, $"node-{round}"), AllRoles, Interval, cancellationToken);
            times.Add(await EndAsync(collecting, signal, subscriber, cancellationToken));
            await bench.EndNodeAsync(collecting);
            collecting = next;
        }

        times.Sort();
        return
        [
            new($"SIG{signal} of the collecting node to fresh values at a subscriber of another, median of {times.Count}", Seconds(Median.Of(times))),
            new("the same, p99", Seconds(times[(int)Math.Ceiling(0.99 * times.Count) - 1]), most),
        ];
    }

    private static string Seconds(double value) => Figure.Seconds(TimeSpan.FromSeconds(value));

    private static async Task<double> EndAsync(MonitorServer collecting, string signal, HubSubscriber subscriber, CancellationToken cancellationToken)
    {
        var before = await NewestAsync(subscriber);
        var began = TimeProvider.System.GetTimestamp();
        await collecting.Server.SignalAsync(signal, cancellationToken);
        await subscriber.NextAsync<DashboardStats>(stats => stats.Epoch > before.Epoch && !stats.Fallback);
        return TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    // Older ones may wait to be read.
    private static async Task<DashboardStats> NewestAsync(HubSubscriber subscriber)
    {
        var now = TimeProvider.System.GetUtcNow();
        return await subscriber.NextAsync<DashboardStats>(stats => stats is { Fallback: false } && stats.ObservedAt > now);
    }

    // The process that collects and the one that is watched are two.
    private static async Task<Figure> RedisBackAsync(ClusterBench bench, HubSubscriber subscriber, Effort effort, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (var round = 0; round < effort.Times(RedisRounds); round++)
        {
            var before = await NewestAsync(subscriber);
            await bench.Redis.KillAsync();

            // All terms with a lease have ended by then.
            await Task.Delay(TimeSpan.FromSeconds(6), TimeProvider.System, cancellationToken);
            var began = TimeProvider.System.GetTimestamp();
            await bench.Redis.StartAgainAsync();
            await subscriber.NextAsync<DashboardStats>(stats => stats.Epoch > before.Epoch && !stats.Fallback);
            times.Add(TimeProvider.System.GetElapsedTime(began).TotalSeconds);
        }

        return new($"Redis killed, and back empty after 6 s: fresh values at a subscriber, worst of {times.Count}", Seconds(times.Max()), "5 s at most, 2 s aimed at");
    }
}
