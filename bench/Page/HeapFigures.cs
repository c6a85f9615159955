using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.Page;

/// <summary>Whether the memory of a page that stays open grows.</summary>
internal static class HeapFigures
{
    /// <summary>Measures after a twelfth of the time and at its end: 5 minutes and an hour.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(SignedInBrowser browser, TimeSpan time, CancellationToken cancellationToken)
    {
        var page = await browser.OpenDashboardAsync();
        var metrics = await PageMetrics.OfAsync(page);
        await Task.Delay(time / 12, TimeProvider.System, cancellationToken);
        var early = await metrics.ReadCollectedAsync();
        var earlyParts = await metrics.ReadHeapPartsAsync();
        Console.WriteLine($"after {FormatDuration(time / 12)}: {early}");
        var late = early;
        for (var part = 1; part < 12; part++)
        {
            await Task.Delay(time / 12, TimeProvider.System, cancellationToken);
            late = await metrics.ReadCollectedAsync();
            Console.WriteLine($"after {FormatDuration((part + 1) * time / 12)}: {late}");
        }

        var lateParts = await metrics.ReadHeapPartsAsync();
        await page.Context.CloseAsync();
        return
        [
            new($"heap after {FormatDuration(time / 12)} of updates", Megabytes(early.HeapBytes)),
            new($"heap after {FormatDuration(time)} of updates", Grown(early.HeapBytes, late.HeapBytes), "within 10 %"),
            new("of that, what the page holds: objects, arrays, strings, functions", Grown(earlyParts.DataBytes, lateParts.DataBytes), "within 10 %"),
            new("of that, machine code that Chromium made of its scripts", Grown(earlyParts.CodeBytes, lateParts.CodeBytes)),
            new($"nodes of the document, likewise", Pair(early.Nodes, late.Nodes), "the same"),
            new($"listeners for events, likewise", Pair(early.Listeners, late.Listeners), "the same"),
        ];
    }

    private static string Megabytes(double bytes) => $"{Figure.Number(bytes / 1e6)} MB";

    private static string Grown(double before, double after) =>
        $"{Megabytes(after)} ({((100 * after / before) - 100).ToString("+0.0;-0.0", CultureInfo.InvariantCulture)} %)";

    private static string Pair(int early, int late) => string.Create(CultureInfo.InvariantCulture, $"{early:N0}, {late:N0}");

    private static string FormatDuration(TimeSpan time) => time.TotalMinutes >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} min")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s");
}
