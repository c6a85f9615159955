using FlextMonitor.Contracts;

namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>The time from the answer of a <see cref="Load.StampedDaemon"/> to ten subscribers of a host, in milliseconds.</summary>
internal sealed record Latency(double P50, double P99)
{
    private const int Warmup = 8;

    public static async Task<Latency> MeasureAsync(MonitorServer host, int seconds, Effort effort, CancellationToken cancellationToken)
    {
        var options = await host.OptionsAsync(Routes.DashboardHub, cancellationToken);
        var result = await LoadRun.RunAsync(
            "load", cancellationToken, [.. options, ("clients", 10), ("warmup", effort.Seconds(Warmup)), ("seconds", effort.Seconds(seconds))]);
        var latency = result.GetProperty("healthy").GetProperty("latencyMs");
        return new Latency(latency.GetProperty("p50").GetDouble(), latency.GetProperty("p99").GetDouble());
    }
}
