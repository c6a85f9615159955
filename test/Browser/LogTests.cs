using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>A run's log at full length.</summary>
public sealed class LogTests(Chromium chromium) : BrowserTest(chromium)
{
    private const int Million = 1_000_000;
    private const int NeedleAt = 123_456;

    private static readonly string Address = $"/?run=default%2F{Day.FailedRun}";
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>For what takes a busy machine long: to send a million lines.</summary>
    private static readonly LocatorAssertionsToContainTextOptions Patience = new() { Timeout = 120_000 };

    [Fact]
    public async Task Log_OfAMillionLines_IsSearchedAndScrolledThroughout()
    {
        await StartAsync(WithLog(Million, number => number == NeedleAt ? Line(number, "error", "a needle") : Line(number)));
        var visitor = await VisitAsync(path: Address);
        await Expect(Log(visitor)).ToContainTextAsync("rows loaded");
        await Expect(Log(visitor).Locator(".log-foot")).ToContainTextAsync("1,000,000 lines", Patience);
        await Expect(visitor.Page.Locator("[data-log=ended]")).ToBeVisibleAsync();

        await Drawer(visitor).GetByRole(AriaRole.Searchbox).FillAsync("A Needle");
        await Expect(Log(visitor).Locator(".log-found")).ToHaveTextAsync("1 line");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(Log(visitor).Locator(".is-current")).ToHaveAttributeAsync("data-line", NeedleAt.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Expect(Log(visitor).Locator(".is-current")).ToBeInViewportAsync();
        await InspectAsync(visitor, "log-million");
        await Drawer(visitor).GetByRole(AriaRole.Searchbox).FillAsync("nowhere in it");
        await Expect(Log(visitor).Locator(".log-found")).ToHaveTextAsync("not found in all 1,000,000 lines");

        // Every place of the bar leads to lines, the last one to the last.
        foreach (var share in new[] { 0.1, 0.5, 0.9 })
        {
            await visitor.Page.EvaluateAsync("share => { const box = document.querySelector('.log-lines'); box.scrollTop = share * box.scrollHeight; }", share);
            await visitor.Page.WaitForFunctionAsync(InSight, share);
        }

        await Drawer(visitor).GetByRole(AriaRole.Button, new() { Name = "Jump to the end" }).ClickAsync();
        await Expect(Log(visitor).Locator("[data-line='1000000']")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Log_OfALevel_ShowsTheLinesOfIt()
    {
        await StartAsync(WithLog(20_000, number => number % 5000 == 0 ? Line(number, "error", $"failure {number}") : Line(number)));
        var visitor = await VisitAsync(path: Address);
        await Expect(Log(visitor).Locator(".log-foot")).ToContainTextAsync("20,000 lines");
        await Expect(Log(visitor).Locator(".log-state")).ToHaveTextAsync("Ended");

        await Drawer(visitor).GetByLabel("Least level").SelectOptionAsync("error");

        await Expect(Log(visitor).Locator("[data-line]")).ToHaveCountAsync(4);
        await Expect(Log(visitor).Locator(".log-foot")).ToContainTextAsync("4 of 20,000 lines");
    }

    [Fact]
    public async Task Log_LinkToALine_LeadsThere()
    {
        await StartAsync(WithLog(50_000, number => Line(number)));
        var visitor = await VisitAsync(path: $"{Address}&line=25000");

        await Expect(Log(visitor).Locator(".is-current")).ToHaveAttributeAsync("data-line", "25000");
        await Expect(Log(visitor).Locator(".is-current")).ToBeInViewportAsync();
        await Log(visitor).Locator("[data-line='25002'] .log-number").ClickAsync();

        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}{Address}&line=25002");
    }

    [Fact]
    public async Task Log_WithTracebacksAndJson_FoldsThem()
    {
        await StartAsync(WithLog(300, number => number switch
        {
            298 => Line(number, "info", """{"event": "sync finished", "stream": "orders", "rows": 1200, "duration": 3.5}"""),
            299 => Line(number, "error", "Traceback (most recent call last):\n  File \"tap.py\", line 10, in main\n    sync()\n  File \"tap.py\", line 4, in sync\n    raise ValueError(row)\nValueError: row 77 has no id"),
            300 => Line(number, "warning", "shutting down"),
            _ => Line(number),
        }));
        var visitor = await VisitAsync(path: Address);

        await Expect(Log(visitor).Locator("[data-line='299']")).ToContainTextAsync("ValueError: row 77 has no id");
        await Expect(Log(visitor).Locator("[data-line='299']")).Not.ToContainTextAsync("raise ValueError(row)");
        await InspectAsync(visitor, "log-folded");
        await Log(visitor).Locator("[data-line='299'] .log-fold").ClickAsync();
        await Expect(Log(visitor).Locator("[data-line='299']")).ToContainTextAsync("raise ValueError(row)");
    }

    [Fact]
    public async Task Log_WhileItIsRead_DelaysNoFigure()
    {
        await StartAsync(WithLog(Million, number => Line(number)));
        var visitor = await VisitAsync();
        await visitor.Page.EvaluateAsync("""
            () => {
              globalThis.stale = 0;
              new MutationObserver(() => { if (/Stale/.test(document.querySelector('[data-state]')?.textContent ?? document.title)) globalThis.stale += 1; })
                .observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true });
            }
            """);

        await visitor.Page.EvaluateAsync("address => history.pushState(null, '', address)", Address);
        await visitor.Page.EvaluateAsync("() => dispatchEvent(new PopStateEvent('popstate'))");
        await Expect(Log(visitor).Locator(".log-foot")).ToContainTextAsync("1,000,000 lines", Patience);

        (await visitor.Page.EvaluateAsync<int>("() => globalThis.stale")).ShouldBe(0);
        await Expect(visitor.State).ToHaveTextAsync("Live");
    }

    /// <summary>Whether the line that is seen first is where it must be.</summary>
    private const string InSight = """
        share => {
          const box = document.querySelector('.log-lines');
          const line = [...box.querySelectorAll('[data-line]')].find((one) => one.getBoundingClientRect().bottom > box.getBoundingClientRect().top);
          return line && Math.abs(Number(line.dataset.line) / 1e6 - share) < 0.02;
        }
        """;

    private static ILocator Drawer(Visitor visitor) => visitor.Page.Locator(".drawer");

    private static ILocator Log(Visitor visitor) => visitor.Page.Locator(".drawer .log");

    private static DaemonScript WithLog(int lines, Func<int, LogEntry> line)
    {
        var script = Day.Script();
        script.StreamLogs = async (_, writer, context) =>
        {
            for (var number = 1; number <= lines; number++)
            {
                await writer.WriteAsync(line(number), context.CancellationToken);
            }
        };
        return script;
    }

    private static LogEntry Line(int number, string level = "info", string? message = null) =>
        new() { Timestamp = Start.AddMilliseconds(number).ToString("O"), Level = level, Message = message ?? $"stream orders: {number} rows loaded into warehouse, batch {number % 97}" };
}
