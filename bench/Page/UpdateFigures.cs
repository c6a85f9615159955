using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Contracts;
using Microsoft.Playwright;

namespace FlextMonitor.Bench.Page;

/// <summary>The work of the page's main thread for each update: socket, parsing, reducing, drawing, and the browser's own work.</summary>
internal static class UpdateFigures
{
    private const string Hide = """
        () => {
          Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """;

    private const string CountLongTasks = """
        globalThis.longTasks = 0;
        new PerformanceObserver((list) => { globalThis.longTasks += list.getEntries().length; }).observe({ type: 'longtask' });
        """;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(SignedInBrowser browser, Effort effort, CancellationToken cancellationToken)
    {
        var window = TimeSpan.FromSeconds(effort.Seconds(60));
        var page = await browser.NewPageAsync();
        await page.AddInitScriptAsync(CountLongTasks);
        var updates = 0;
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Interlocked.Add(ref updates, UpdatesIn(frame));
        await page.GotoAsync("/");
        await page.Locator(".pill-live").WaitForAsync();
        var metrics = await PageMetrics.OfAsync(page);

        // Until the just-in-time compiler has finished.
        await PassAsync(TimeSpan.FromSeconds(effort.Seconds(15)));
        var longBefore = await page.EvaluateAsync<int>("() => longTasks");
        var shown = await DuringAsync();
        var longTasks = await page.EvaluateAsync<int>("() => longTasks") - longBefore;
        await page.EvaluateAsync(Hide);
        var hidden = await DuringAsync();
        await page.Context.CloseAsync();
        var idle = await IdleAsync();

        return
        [
            new($"main thread per update, {BusyDaemon.Executions} executions, {Figure.Number(shown.PerSecond)} updates a second", Figure.Milliseconds(shown.TaskMs), "under 4 ms at 10 a second"),
            new("of that, scripts", Figure.Milliseconds(shown.ScriptMs)),
            new("of that, styles and layout", Figure.Milliseconds(shown.LayoutMs)),
            new("main thread per update in a hidden tab, which receives but does not draw", Figure.Milliseconds(hidden.TaskMs)),
            new("an idle page of the same host (sign-in), for as long as an update lasts", Figure.Milliseconds(idle / shown.PerSecond)),
            new($"tasks over 50 ms in {window.TotalSeconds:0} s", longTasks.ToString(CultureInfo.InvariantCulture), "0"),
        ];

        async Task<(double TaskMs, double ScriptMs, double LayoutMs, double PerSecond)> DuringAsync()
        {
            var (before, countBefore) = (await metrics.ReadAsync(), Volatile.Read(ref updates));
            await PassAsync(window);
            var (after, count) = (await metrics.ReadAsync(), Volatile.Read(ref updates) - countBefore);
            return count == 0
                ? throw new InvalidOperationException("No update arrived.")
                : ((after.TaskMs - before.TaskMs) / count, (after.ScriptMs - before.ScriptMs) / count, (after.LayoutMs - before.LayoutMs) / count, count / window.TotalSeconds);
        }

        // In milliseconds a second.
        async Task<double> IdleAsync()
        {
            var login = await browser.NewPageAsync();

            // A signed-in user is redirected to the dashboard.
            await login.Context.ClearCookiesAsync();
            await login.GotoAsync("/login");
            await login.Locator("input[type=password]").WaitForAsync();
            var own = await PageMetrics.OfAsync(login);
            await PassAsync(TimeSpan.FromSeconds(effort.Seconds(5)));
            var before = await own.ReadAsync();
            await PassAsync(window);
            var after = await own.ReadAsync();
            await login.Context.CloseAsync();
            return (after.TaskMs - before.TaskMs) / window.TotalSeconds;
        }

        Task PassAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System, cancellationToken);
    }

    /// <summary>Each sample of the daemon sends one set of figures; several may arrive in one frame.</summary>
    private static int UpdatesIn(IWebSocketFrame frame) => (frame.Text ?? "").Split($"\"{nameof(IDashboardClient.DashboardStats)}\"").Length - 1;
}
