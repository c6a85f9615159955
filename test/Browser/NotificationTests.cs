using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>What the browser is asked to tell somebody who does not look at the page.</summary>
public sealed class NotificationTests(Chromium chromium) : BrowserTest(chromium)
{
    /// <summary>For a busy machine: from the daemon's answer to what is told of it.</summary>
    private const float PatienceMs = 30_000;

    /// <summary>In place of the browser's own: grants what it is asked for, and keeps what it is to show.</summary>
    private const string Fake = """
        globalThis.told = [];
        globalThis.Notification = class {
          static permission = 'default';
          static async requestPermission() {
            return (this.permission = 'granted');
          }
          constructor(title, { body, tag }) {
            told.push({ title, body, tag, notification: this });
          }
          close() {}
        };
        """;

    private const string RunId = "stock-new";

    private readonly DaemonScript _script = Day.Script(isTroubled: false);

    [Fact]
    public async Task TurnedOn_TellsOfANewFailureAndOfADaemonThatGoesAndComesBack()
    {
        var visitor = await WatchAsync();
        await TurnOnAsync(visitor);

        Fail();
        await ToldAsync(visitor, 1, "‘Stock levels’ failed", "disk full");
        await Daemon.StopAsync();
        await ToldAsync(visitor, 2, "Daemon ‘default’ is unreachable", "Unable to connect to FLEXT daemon");
        await Daemon.StartAsync();
        await ToldAsync(visitor, 3, "Daemon ‘default’ is back", "");

        await SeesAsync(visitor, "Live");
        (await visitor.Page.EvaluateAsync<int>("() => told.length")).ShouldBe(3, "each is told once");
    }

    [Fact]
    public async Task Clicked_OpensTheRunThatFailed()
    {
        var visitor = await WatchAsync();
        await TurnOnAsync(visitor);
        Fail();
        await ToldAsync(visitor, 1, "‘Stock levels’ failed", "disk full");

        await visitor.Page.EvaluateAsync("() => told[0].notification.onclick()");

        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/?run=default%2F{RunId}");
    }

    [Fact]
    public async Task NotTurnedOn_TellsNothing()
    {
        var visitor = await WatchAsync();
        await visitor.Page.EvaluateAsync("() => { Notification.permission = 'granted'; }");

        Fail();
        await Expect(visitor.Page.Locator(".attention-failing")).ToContainTextAsync("disk full");

        // What is told is told with the title, which says it at most once a second.
        await Expect(visitor.Page).ToHaveTitleAsync("(1) FlextMonitor");
        (await visitor.Page.EvaluateAsync<int>("() => told.length")).ShouldBe(0);
    }

    private void Fail() => Answer(Runs.Failed(RunId, "stock", TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(50), "disk full"));

    /// <summary>From now on the daemon tells of this run only.</summary>
    private void Answer(Proto.Execution run)
    {
        _script.ListExecutions = (_, _) => Task.FromResult(Day.Executions([run]));
        _script.GetExecution = (_, _) => Task.FromResult(run);
    }

    /// <summary>A page that shows the one run of the daemon, which still goes on.</summary>
    private async Task<Visitor> WatchAsync()
    {
        Answer(Runs.Running(RunId, "stock", TimeSpan.FromMinutes(1), 10));
        await StartAsync(_script);
        var visitor = await ComeAsync();
        await visitor.Page.AddInitScriptAsync(Fake);
        await visitor.SignInAsync();
        await visitor.OpenAsync("/", "Live");
        await Expect(visitor.Page.Locator($"[data-run='default/{RunId}']")).ToBeVisibleAsync();
        return visitor;
    }

    private static async Task TurnOnAsync(Visitor visitor)
    {
        await visitor.Page.GetByLabel("Settings and account").ClickAsync();
        await visitor.Page.Locator(".menu-notify").GetByText("On", new() { Exact = true }).ClickAsync();
        await Expect(visitor.Page.Locator(".menu-notify [aria-pressed=true]")).ToHaveTextAsync("On");
    }

    /// <summary>Waits in the page itself, and not for anything drawn: that comes and goes, and a busy machine may not look in between.</summary>
    private static Task<IJSHandle> ToldAsync(Visitor visitor, int count, string title, string body) => visitor.Page.WaitForFunctionAsync(
        "([count, title, body]) => told.length >= count && told[count - 1].title === title && told[count - 1].body.startsWith(body)",
        new object[] { count, title, body },
        new() { Timeout = PatienceMs });
}
