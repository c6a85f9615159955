using FlextMonitor.Browser.Tests.Kit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>What the browser is asked to tell somebody who does not look at the page.</summary>
public sealed class NotificationTests(Chromium chromium) : BrowserTest(chromium)
{
    /// <summary>Keeps what was shown; it is the browser's own all the same.</summary>
    private const string KeepShown = """
        globalThis.shown = [];
        globalThis.Notification = class extends Notification {
          constructor(title, options) {
            super(title, options);
            shown.push(`${title}|${options.body}`);
          }
        };
        """;

    [Fact]
    public async Task TurnedOn_TellsOfANewFailureAndOfADaemonThatGoesAndComesBack()
    {
        var script = Day.Script(isTroubled: false);
        var running = Runs.Running("new", "stock", TimeSpan.FromMinutes(1), 10);
        script.ListExecutions = (_, _) => Task.FromResult(Day.Executions([running]));
        await StartAsync(script);
        var visitor = await ComeAsync();
        await visitor.Context.GrantPermissionsAsync(["notifications"]);
        await visitor.Page.AddInitScriptAsync(KeepShown);
        await visitor.SignInAsync();
        await visitor.OpenAsync("/", "Live");
        await visitor.Page.GetByLabel("Settings and account").ClickAsync();
        await visitor.Page.Locator(".menu-notify").GetByText("On", new() { Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByText("Notifications are on.")).ToBeVisibleAsync();

        script.ListExecutions = (_, _) => Task.FromResult(Day.Executions([Runs.Failed("new", "stock", TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(50), "disk full")]));
        script.GetExecution = (_, _) => Task.FromResult(Runs.Failed("new", "stock", TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(50), "disk full"));
        await ShowsAsync(visitor, "‘Stock levels’ failed|disk full");
        await Daemon.StopAsync();
        await ShowsAsync(visitor, "Daemon ‘default’ is unreachable|Unable to connect to FLEXT daemon");
        await Daemon.StartAsync();
        await ShowsAsync(visitor, "Daemon ‘default’ is back|");

        (await visitor.Page.EvaluateAsync<string[]>("() => shown")).Length.ShouldBe(3, "each is told once");
    }

    private static Task<IJSHandle> ShowsAsync(Visitor visitor, string text) =>
        visitor.Page.WaitForFunctionAsync("(text) => shown.some((told) => told.startsWith(text))", text);
}
