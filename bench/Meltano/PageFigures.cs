using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Bench.Page;
using FlextMonitor.Testing.Meltano;
using Microsoft.Playwright;

namespace FlextMonitor.Bench.Meltano;

/// <summary>From a row in the database to the page in Chromium.</summary>
internal static class PageFigures
{
    /// <summary>When a run is drawn, in Unix milliseconds.</summary>
    private const string WhenDrawn = """
        (run) => new Promise((resolve) => {
          const look = () => document.querySelector(`.run-link[href*="${run}"]`) !== null;
          const observer = new MutationObserver(() => { if (look()) { observer.disconnect(); resolve(Date.now()); } });
          observer.observe(document.body, { subtree: true, childList: true, attributes: true });
        })
        """;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchProject project, SignedInBrowser browser, Effort effort, CancellationToken cancellationToken)
    {
        var page = await browser.OpenDashboardAsync();
        var times = new List<double>();
        var random = new Random(7);
        var next = project.Rows + 1L;
        for (var run = 0; run < effort.Times(60); run++, next++)
        {
            // At any moment between two readings and two samples.
            await Task.Delay(TimeSpan.FromMilliseconds(300 + random.Next(1000)), TimeProvider.System, cancellationToken);
            times.Add(await OnceAsync(page, project.Table, next));
        }

        await page.Context.CloseAsync();
        return
        [
            new($"{project.Kind}, {project.Rows:N0} runs: inserted until drawn on the page, median of {times.Count}", Figure.Milliseconds(Median.Of(times))),
            new($"{project.Kind}, {project.Rows:N0} runs: inserted until drawn on the page, worst", Figure.Milliseconds(times.Max()), "under 2 s"),
        ];
    }

    private static async Task<double> OnceAsync(IPage page, MeltanoTable table, long id)
    {
        var drawn = page.EvaluateAsync<double>(WhenDrawn, string.Create(CultureInfo.InvariantCulture, $"run=shop%2F{id}"));
        var inserted = TimeProvider.System.GetUtcNow();
        if (await table.InsertAsync(new MeltanoRun(inserted)) != id)
        {
            throw new InvalidOperationException($"The row has another key than {id}.");
        }

        var time = DateTimeOffset.FromUnixTimeMilliseconds((long)await drawn) - inserted;
        await table.EndAsync(id, "SUCCESS", TimeProvider.System.GetUtcNow());
        return time.TotalMilliseconds;
    }
}
