using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Contracts;
using Microsoft.Playwright;

namespace FlextMonitor.Bench.Figures;

/// <summary>How long the dashboard takes to load in Chromium, signed in.</summary>
internal static class PageFigures
{
    private static readonly string[] ChromiumArguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    public static async Task<IReadOnlyList<Figure>> LoadAsync(MonitorHost host, Effort effort)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ChromiumArguments });
        await using var context = await browser.NewContextAsync(new() { BaseURL = host.Address.ToString() });
        var answer = await context.APIRequest.PostAsync($"{Routes.Login}?useCookies=true", new()
        {
            DataObject = new { email = MonitorHost.Email, password = MonitorHost.Password },
            Headers = new Dictionary<string, string> { ["Origin"] = host.Address.GetLeftPart(UriPartial.Authority) },
        });
        if (!answer.Ok)
        {
            throw new InvalidOperationException($"Signing in answered {answer.Status}.");
        }

        var first = await OnceAsync(context);
        var times = new List<double>();
        for (var load = 0; load < effort.Times(100); load++)
        {
            times.Add(await OnceAsync(context));
        }

        return
        [
            new("page load, nothing cached", Figure.Milliseconds(first)),
            new("page load, mean", Figure.Milliseconds(times.Average()), "replaced: 300 ms"),
            new("page load, p95", Figure.Milliseconds(times.Order().ElementAt((int)(times.Count * 0.95))), "replaced: 500 ms"),
        ];
    }

    /// <summary>From the navigation's start to the end of the load event, by the browser's own clock.</summary>
    private static async Task<double> OnceAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        if (new Uri(page.Url).AbsolutePath != "/")
        {
            throw new InvalidOperationException($"The dashboard led to {page.Url}: not signed in?");
        }

        await page.WaitForFunctionAsync("performance.getEntriesByType('navigation')[0].loadEventEnd > 0");
        var taken = await page.EvaluateAsync<double>("performance.getEntriesByType('navigation')[0].loadEventEnd");
        await page.CloseAsync();
        return taken;
    }
}
