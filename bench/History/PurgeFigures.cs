using System.Globalization;
using System.Net.Http.Headers;
using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.History;

/// <summary>How late subscribers of the real host receive what a daemon answers, while nothing is deleted and while a million old runs are.</summary>
internal static class PurgeFigures
{
    private const int Seconds = 40;
    private const int Rounds = 3;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string file, Effort effort, CancellationToken cancellationToken)
    {
        await using var daemon = await StampedDaemon.StartAsync();
        var (resting, purging, deleted) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < (effort.IsTrial ? 1 : Rounds); round++)
        {
            resting.Add((await MeasureOnceAsync(daemon.Address, null, effort, cancellationToken)).P99);
            var (p99, rows) = await MeasureOnceAsync(daemon.Address, file, effort, cancellationToken);
            purging.Add(p99);
            deleted.Add(rows);
        }

        var rate = Median.Of(deleted).ToString("N0", CultureInfo.InvariantCulture);
        return
        [
            new("sampled to received, 10 subscribers, p99, nothing to delete", Figure.Milliseconds(Median.Of(resting))),
            new($"the same during a purge ({rate} rows in {effort.Seconds(Seconds)} s)", Figure.Milliseconds(Median.Of(purging)), "5 ms more at most, 1 ms aimed at"),
        ];
    }

    /// <param name="daemon">The address of the daemon.</param>
    /// <param name="file">The history to delete from; null for none.</param>
    /// <param name="effort">How long.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The latency, and how many rows were deleted meanwhile.</returns>
    private static async Task<(double P99, double Deleted)> MeasureOnceAsync(string daemon, string? file, Effort effort, CancellationToken cancellationToken)
    {
        var folder = MonitorServer.EmptyDataFolder();
        if (file is not null)
        {
            File.Copy(file, Path.Combine(folder, "history.db"));
        }

        try
        {
            await using var host = await MonitorServer.StartAsync(daemon, folder, cancellationToken);
            var before = await DeletedAsync(host, cancellationToken);
            var latency = await Latency.MeasureAsync(host, Seconds, effort, cancellationToken);
            return (latency.P99, await DeletedAsync(host, cancellationToken) - before);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> DeletedAsync(MonitorServer host, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await host.SignInAsync(cancellationToken));
        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancellationToken);
        var line = metrics.Split('\n').FirstOrDefault(line => line.StartsWith("flextmonitor_history_purged", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line.Split('}')[^1].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
    }
}
