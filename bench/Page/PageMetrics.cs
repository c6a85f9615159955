using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace FlextMonitor.Bench.Page;

/// <summary>Chromium's own metrics of a page, read with its debugger.</summary>
internal sealed class PageMetrics
{
    private const int Collections = 9;

    private readonly ICDPSession _debugger;

    private PageMetrics(ICDPSession debugger) => _debugger = debugger;

    public static async Task<PageMetrics> OfAsync(IPage page)
    {
        var debugger = await page.Context.NewCDPSessionAsync(page);

        // The time of the page's thread, not wall-clock time, so that other load on the machine does not count.
        await debugger.SendAsync("Performance.enable", new() { ["timeDomain"] = "threadTicks" });
        return new PageMetrics(debugger);
    }

    /// <summary>The current metrics.</summary>
    public async Task<PageReading> ReadAsync()
    {
        var answer = await _debugger.SendAsync("Performance.getMetrics") ?? throw new InvalidOperationException("Chromium returned no metrics.");
        var metrics = answer.GetProperty("metrics").EnumerateArray().ToDictionary(
            metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());
        return new PageReading(
            metrics["TaskDuration"] * 1000,
            metrics["ScriptDuration"] * 1000,
            (metrics["LayoutDuration"] + metrics["RecalcStyleDuration"]) * 1000,
            metrics["JSHeapUsedSize"],
            (int)metrics["Nodes"],
            (int)metrics["JSEventListeners"]);
    }

    /// <summary>
    /// The metrics after a garbage collection; of nine, those with the smallest heap. Between a collection and the reading, the page allocates up to a megabyte
    /// of new garbage.
    /// </summary>
    public async Task<PageReading> ReadCollectedAsync()
    {
        var readings = new List<PageReading>();
        while (readings.Count < Collections)
        {
            await _debugger.SendAsync("HeapProfiler.collectGarbage");
            readings.Add(await ReadAsync());
        }

        return readings.MinBy(reading => reading.HeapBytes)!;
    }

    /// <summary>What the heap consists of, after a garbage collection.</summary>
    public async Task<HeapParts> ReadHeapPartsAsync()
    {
        var text = new StringBuilder();
        var chunks = _debugger.Event("HeapProfiler.addHeapSnapshotChunk");
        void Add(object? sender, JsonElement? chunk) => text.Append(chunk!.Value.GetProperty("chunk").GetString());
        chunks.OnEvent += Add;
        try
        {
            await _debugger.SendAsync("HeapProfiler.takeHeapSnapshot", new() { ["reportProgress"] = false });
        }
        finally
        {
            chunks.OnEvent -= Add;
        }

        return HeapParts.Of(text.ToString());
    }

    /// <summary>Slows the page's main thread down.</summary>
    public Task SlowDownAsync(int factor) =>
        _debugger.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = factor });
}
