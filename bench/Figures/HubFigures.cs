using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Bench.Figures;

/// <summary>What subscribers of the real host receive, and how their number affects the daemon.</summary>
internal static class HubFigures
{
    /// <summary>The time from the daemon's answer to ten subscribers.</summary>
    public static async Task<IReadOnlyList<Figure>> LatencyAsync(MonitorServer host, Effort effort, CancellationToken cancellationToken)
    {
        var latency = await Latency.MeasureAsync(host, 120, effort, cancellationToken);
        return
        [
            new("sampled to received, 10 subscribers, p50", Figure.Milliseconds(latency.P50)),
            new("sampled to received, 10 subscribers, p99", Figure.Milliseconds(latency.P99), "under 20 ms"),
        ];
    }

    /// <summary>Calls that the daemon receives while 1 and while 500 subscribers watch.</summary>
    public static async Task<IReadOnlyList<Figure>> DaemonCallsAsync(MonitorServer host, ScriptedDaemon daemon, Effort effort, CancellationToken cancellationToken)
    {
        var options = await host.OptionsAsync(Routes.DashboardHub, cancellationToken);
        var figures = new List<Figure>();
        foreach (var subscribers in new[] { 1, 500 })
        {
            var seconds = effort.Seconds(30);
            await using var load = LoadRun.Start("load", [.. options, ("clients", subscribers), ("warmup", 1), ("seconds", seconds + 10)]);
            await load.ReadyAsync(cancellationToken);
            var before = daemon.Calls();
            await Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, cancellationToken);
            var calls = (daemon.Calls() - before) / (double)seconds;
            figures.Add(new($"calls a second that the daemon gets, {subscribers} subscribers", Figure.Number(calls), subscribers == 1 ? "" : "the same"));
        }

        return figures;
    }
}
