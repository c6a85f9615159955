using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;
using Microsoft.Playwright;

namespace FlextMonitor.Bench.Page;

/// <summary>A log of a million lines: how soon it is there, is searched, and how it scrolls.</summary>
internal static class LogFigures
{
    private const int Lines = 1_000_000;
    private const int TrialLines = 20_000;

    /// <summary>Records when the first line of the log was drawn, by the page's clock since the start of the navigation.</summary>
    private const string NoteFirstLine = """
        new MutationObserver((_, observer) => {
          if (document.querySelector('.log-line[data-line]')) {
            observer.disconnect();
            requestAnimationFrame(() => setTimeout(() => { globalThis.firstLineMs = performance.now(); }));
          }
        }).observe(document, { subtree: true, childList: true });
        """;

    /// <summary>Scrolls for three seconds, a screen with each frame, and returns how long each frame took, in milliseconds.</summary>
    private const string Scroll = """
        () => new Promise((resolve) => {
          const box = document.querySelector('.log-lines');
          const frames = [];
          const began = performance.now();
          let before = began;
          const step = (now) => {
            frames.push(now - before);
            before = now;
            box.scrollTop -= box.clientHeight / 4;
            box.dispatchEvent(new WheelEvent('wheel', { deltaY: -1 }));
            now - began < 3000 ? requestAnimationFrame(step) : resolve(frames.slice(1));
          };
          requestAnimationFrame(step);
        })
        """;

    /// <summary>Types into the search of the log, and returns after how many milliseconds its count stands there.</summary>
    private const string Search = """
        (text) => new Promise((resolve) => {
          const field = document.querySelector('.log-search input');
          const began = performance.now();
          const observer = new MutationObserver(() => {
            if (/\d/.test(document.querySelector('.log-found')?.textContent ?? '')) {
              observer.disconnect();
              resolve(performance.now() - began);
            }
          });
          observer.observe(document.querySelector('.log-bar'), { subtree: true, childList: true, characterData: true });
          field.value = text;
          field.dispatchEvent(new Event('input', { bubbles: true }));
        })
        """;

    public static async Task RunAsync(Effort effort, string machine)
    {
        var folder = MonitorServer.EmptyDataFolder();
        await using var daemon = await BusyDaemon.StartAsync(effort.IsTrial ? TrialLines : Lines);
        await using (var host = await MonitorServer.StartAsync(daemon.Address, folder, CancellationToken.None, BusyDaemon.Settings))
        await using (var browser = await SignedInBrowser.StartAsync(host))
        {
            var figures = await MeasureAsync(browser);
            foreach (var figure in figures)
            {
                Console.WriteLine($"{figure.Title}: {figure.Value}");
            }

            if (!effort.IsTrial)
            {
                var lines = figures.Select(figure => $"| {figure.Title} | {figure.Value} | {figure.Meant} |");
                MarkedSection.Write(BenchPaths.PerformanceDocument, "log", $"{machine}\n\n| figure | measured | meant |\n|---|---|---|\n{string.Join('\n', lines)}");
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(SignedInBrowser browser)
    {
        var unread = await OpenAsync(browser);
        await unread.WaitForFunctionAsync("() => document.querySelector('[data-log=ended]')", null, new() { Timeout = 600_000 });
        var readMs = await unread.EvaluateAsync<double>("() => performance.now()");
        var unreadMs = await unread.EvaluateAsync<double>("() => firstLineMs");
        await unread.Context.CloseAsync();

        var page = await OpenAsync(browser);
        var firstMs = await page.EvaluateAsync<double>("() => firstLineMs");
        var rareMs = await page.EvaluateAsync<double>(Search, "line 4711:");
        var usualMs = await page.EvaluateAsync<double>(Search, "bookmark 7");
        await page.Locator(".log-pattern").ClickAsync();
        var patternMs = await page.EvaluateAsync<double>(Search, "orders, bookmark [0-9]*11$");
        var frames = await page.EvaluateAsync<double[]>(Scroll);
        await page.Context.CloseAsync();
        return
        [
            new("first lines, of a log that the host has not read yet", Figure.Milliseconds(unreadMs), "2,000 ms"),
            new("read whole", Figure.Milliseconds(readMs)),
            new("first lines, of a log that the host has", Figure.Milliseconds(firstMs), "2,000 ms"),
            new("search for a text in one line, from its last letter on", Figure.Milliseconds(rareMs), "3,000 ms"),
            new("search for a text in a tenth of the lines", Figure.Milliseconds(usualMs), "3,000 ms"),
            new("search by a regular expression", Figure.Milliseconds(patternMs), "3,000 ms"),
            new("scrolling: median of a frame", Figure.Milliseconds(Median.Of(frames)), "16.7 ms"),
            new("scrolling: frames of more than 20 ms", $"{(100.0 * frames.Count(frame => frame > 20) / frames.Length).ToString("0.0", CultureInfo.InvariantCulture)} %", "few"),
        ];
    }

    private static async Task<IPage> OpenAsync(SignedInBrowser browser)
    {
        var page = await browser.NewPageAsync();
        await page.AddInitScriptAsync(NoteFirstLine);
        await page.GotoAsync($"/?run=default%2F{BusyDaemon.LoggedRun}");
        await page.WaitForFunctionAsync("() => globalThis.firstLineMs !== undefined");
        return page;
    }
}
