using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Contracts;
using Microsoft.Playwright;

namespace FlextMonitor.Bench.Page;

/// <summary>How long the signed-in dashboard takes to load in Chromium, compared with a tiny document from the same host, which shows the browser's share.</summary>
internal static class ReloadFigures
{
    private const string Dashboard = "/";

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(SignedInBrowser browser, Effort effort)
    {
        var page = await browser.NewPageAsync();
        var first = await OnceAsync(page, Dashboard);
        var (dashboard, nearlyNothing) = (new List<double>(), new List<double>());
        for (var load = 0; load < effort.Times(100); load++)
        {
            nearlyNothing.Add(await OnceAsync(page, Routes.HealthLive));
            dashboard.Add(await OnceAsync(page, Dashboard));
        }

        await page.Context.CloseAsync();
        return
        [
            new("page load, nothing cached, in a new tab", Figure.Milliseconds(first)),
            .. MeanAndP95("page load", dashboard, "replaced: 300 ms", "replaced: 500 ms"),
            .. MeanAndP95($"load of `{Routes.HealthLive}` in the same tab, in turn with it", nearlyNothing, "", ""),
        ];
    }

    private static IReadOnlyList<Figure> MeanAndP95(string title, List<double> times, string mean, string p95) =>
    [
        new($"{title}, mean", Figure.Milliseconds(times.Average()), mean),
        new($"{title}, p95", Figure.Milliseconds(times.Order().ElementAt((int)(times.Count * 0.95))), p95),
    ];

    /// <summary>From the start of the navigation to the end of the load event, by the browser's clock.</summary>
    private static async Task<double> OnceAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        if (new Uri(page.Url).AbsolutePath != path)
        {
            throw new InvalidOperationException($"{path} led to {page.Url}: not signed in?");
        }

        await page.WaitForFunctionAsync("performance.getEntriesByType('navigation')[0].loadEventEnd > 0");
        return await page.EvaluateAsync<double>("performance.getEntriesByType('navigation')[0].loadEventEnd");
    }
}
