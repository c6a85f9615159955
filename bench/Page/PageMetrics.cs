using Microsoft.Playwright;

namespace FlextMonitor.Bench.Page;

/// <summary>What Chromium itself counts of a page, by its debugger.</summary>
internal sealed class PageMetrics
{
    private readonly ICDPSession _debugger;

    private PageMetrics(ICDPSession debugger) => _debugger = debugger;

    public static async Task<PageMetrics> OfAsync(IPage page)
    {
        var debugger = await page.Context.NewCDPSessionAsync(page);

        // Of its thread, not of the clock on the wall: what else the machine does must not count.
        await debugger.SendAsync("Performance.enable", new() { ["timeDomain"] = "threadTicks" });
        return new PageMetrics(debugger);
    }

    /// <summary>As they are now.</summary>
    public async Task<PageReading> ReadAsync()
    {
        var answer = await _debugger.SendAsync("Performance.getMetrics") ?? throw new InvalidOperationException("Chromium tells no metrics.");
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

    /// <summary>As they are after everything was collected that nobody holds.</summary>
    public async Task<PageReading> ReadCollectedAsync()
    {
        await _debugger.SendAsync("HeapProfiler.collectGarbage");
        return await ReadAsync();
    }

    /// <summary>Slows the page's main thread down.</summary>
    public Task SlowDownAsync(int factor) =>
        _debugger.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = factor });
}
