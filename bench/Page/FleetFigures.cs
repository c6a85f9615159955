using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.Page;

/// <summary>The share of one core that the main thread of the page takes with twenty daemons that are asked once a second.</summary>
internal static class FleetFigures
{
    private const int Daemons = 20;

    /// <summary>Starts a host of its own: twenty daemons under twenty names, which one program answers.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string daemonAddress, Effort effort, CancellationToken cancellationToken)
    {
        var folder = MonitorServer.EmptyDataFolder();
        double share;
        await using (var host = await MonitorServer.StartAsync(null, folder, cancellationToken, [.. Enumerable.Range(0, Daemons).SelectMany(place => SettingsOf(place, daemonAddress))]))
        await using (var browser = await SignedInBrowser.StartAsync(host))
        {
            var page = await browser.OpenDashboardAsync();
            await page.WaitForFunctionAsync(string.Create(CultureInfo.InvariantCulture, $"() => document.querySelectorAll('.fleet-row').length === {Daemons}"));
            var metrics = await PageMetrics.OfAsync(page);

            // Until the just-in-time compiler has finished.
            await Task.Delay(TimeSpan.FromSeconds(effort.Seconds(15)), TimeProvider.System, cancellationToken);
            var window = TimeSpan.FromSeconds(effort.Seconds(60));
            var before = await metrics.ReadAsync();
            await Task.Delay(window, TimeProvider.System, cancellationToken);
            var after = await metrics.ReadAsync();
            share = 100 * (after.TaskMs - before.TaskMs) / window.TotalMilliseconds;
            await page.Context.CloseAsync();
        }

        Directory.Delete(folder, recursive: true);
        return [new($"main thread with {Daemons} daemons, each asked once a second, of one core", $"{share.ToString("0.0", CultureInfo.InvariantCulture)} %", "at most 15 %")];
    }

    private static IEnumerable<(string Name, string Value)> SettingsOf(int place, string address)
    {
        var daemon = string.Create(CultureInfo.InvariantCulture, $"Daemons__{place}__");
        yield return ($"{daemon}Name", string.Create(CultureInfo.InvariantCulture, $"daemon-{place + 1:00}"));
        yield return ($"{daemon}Address", address);
        yield return ($"{daemon}LoadPercent", "100");
    }
}
