using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;
using Microsoft.Playwright;

namespace FlextMonitor.Bench.Page;

/// <summary>The cost of the first visit, with an empty cache.</summary>
internal static class LoadFigures
{
    /// <summary>Records, by the page's clock since the start of the navigation, when the first live figure was drawn.</summary>
    private const string NoteFirstFigure = """
        new MutationObserver((_, observer) => {
          const figure = [...document.querySelectorAll('.tile-figure')].find(({ textContent }) => /\d/.test(textContent));
          if (figure) {
            observer.disconnect();
            requestAnimationFrame(() => setTimeout(() => { globalThis.firstFigureMs = performance.now(); }));
          }
        }).observe(document, { subtree: true, childList: true, characterData: true });
        """;

    /// <summary>The addresses of the files that had arrived by then. Others follow at once, and may have arrived too by the time this is evaluated.</summary>
    private const string FilesBeforeFirstFigure = "() => performance.getEntries().filter(({ responseEnd }) => responseEnd <= firstFigureMs).map(({ name }) => name)";

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(SignedInBrowser browser, Effort effort)
    {
        var (slow, full) = (new List<double>(), new List<double>());
        var bytes = 0.0;
        for (var load = 0; load < effort.Times(40); load++)
        {
            var (slowMs, received) = await OnceAsync(browser, 4);
            slow.Add(slowMs);
            bytes = received;
            full.Add((await OnceAsync(browser, 1)).FirstFigureMs);
        }

        return
        [
            new("first load, all files compressed, up to the first live figure", $"{(bytes / 1000).ToString("0.0", CultureInfo.InvariantCulture)} KB", "150 KB at most, 120 KB aimed at"),
            new("time to the first live figure, processor slowed down 4×, median", Figure.Milliseconds(Median.Of(slow)), "1,200 ms at most, 800 ms aimed at"),
            new("time to the first live figure, median", Figure.Milliseconds(Median.Of(full))),
        ];
    }

    private static async Task<(double FirstFigureMs, double Bytes)> OnceAsync(SignedInBrowser browser, int slowDown)
    {
        var page = await browser.NewPageAsync();
        var metrics = await PageMetrics.OfAsync(page);
        await metrics.SlowDownAsync(slowDown);
        await page.AddInitScriptAsync(NoteFirstFigure);
        var requests = new List<IRequest>();
        page.RequestFinished += (_, request) => requests.Add(request);
        await page.GotoAsync("/");
        await page.WaitForFunctionAsync("() => globalThis.firstFigureMs !== undefined");
        var firstFigureMs = await page.EvaluateAsync<double>("() => firstFigureMs");
        var firstFiles = await page.EvaluateAsync<string[]>(FilesBeforeFirstFigure);
        var bytes = 0.0;
        foreach (var request in requests.Where(request => firstFiles.Contains(request.Url)).ToArray())
        {
            var sizes = await request.SizesAsync();
            bytes += sizes.ResponseBodySize + sizes.ResponseHeadersSize;
        }

        await page.Context.CloseAsync();
        return (firstFigureMs, bytes);
    }
}
