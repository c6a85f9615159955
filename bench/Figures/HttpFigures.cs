using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Contracts;

namespace FlextMonitor.Bench.Figures;

/// <summary>The response times of <c>/api/stats/</c>.</summary>
internal static class HttpFigures
{
    /// <summary>Fifty callers at once that send the next request after each answer, and the same callers at a rate that does not saturate the machine.</summary>
    public static async Task<IReadOnlyList<Figure>> StatsAsync(MonitorServer host, Effort effort, CancellationToken cancellationToken)
    {
        var options = await host.OptionsAsync(Routes.Stats, cancellationToken);
        return
        [
            .. await MeasureAsync("without a pause", 0, "under 5 ms (replaced: 100 ms mean, 200 ms p95)"),
            .. await MeasureAsync("10 a second each", 100, "under 5 ms"),
        ];

        async Task<IReadOnlyList<Figure>> MeasureAsync(string pace, int intervalMs, string meant)
        {
            var result = await LoadRun.RunAsync(
                "poll", cancellationToken, [.. options, ("callers", 50), ("interval-ms", intervalMs), ("warmup", effort.Seconds(8)), ("seconds", effort.Seconds(20))]);
            if (result.GetProperty("refusals").GetInt64() > 0)
            {
                throw new InvalidOperationException($"{Routes.Stats} did not answer every caller with 200: {result}");
            }

            var latency = result.GetProperty("latencyMs");
            var perSecond = result.GetProperty("answers").GetDouble() / result.GetProperty("seconds").GetDouble();
            return
            [
                new($"`{Routes.Stats}`, 50 parallel callers, {pace} ({perSecond:N0} a second), p50", Figure.Milliseconds(latency.GetProperty("p50").GetDouble())),
                new($"`{Routes.Stats}`, 50 parallel callers, {pace}, p99", Figure.Milliseconds(latency.GetProperty("p99").GetDouble()), meant),
            ];
        }
    }
}
