using System.Text.RegularExpressions;
using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Proto;
using Grpc.Core;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using Status = Grpc.Core.Status;

namespace FlextMonitor.Browser.Tests;

/// <summary>Every state that the page can be in, each to be told at a glance: in light and dark, on a desk and on a phone, with nothing for axe to find.</summary>
public sealed partial class StateTests(Chromium chromium) : BrowserTest(chromium)
{
    /// <summary>What the verdict says of a troubled day's pipelines while nothing confirms it.</summary>
    private const string LastKnown = "last known: 2 pipelines need you: 1 failing, 1 slow";

    [Fact]
    public async Task Live_IsCalm_WithAgeAndDelay()
    {
        await StartAsync(Day.Script(isTroubled: false));

        var visitor = await VisitAsync();

        await Expect(visitor.Page.Locator(".strip-age")).ToContainTextAsync("ms");
        await Expect(visitor.Page.Locator(".verdict")).ToContainTextAsync("All clear");
        await Expect(visitor.Page.Locator(".is-dim")).ToHaveCountAsync(0);
        await InspectAsync(visitor, "live");
    }

    [Fact]
    public async Task Troubled_SaysWhatNeedsSomebodyAndSinceWhen()
    {
        await StartAsync(Day.Script());

        var visitor = await VisitAsync();

        await Expect(visitor.Page.Locator(".verdict")).ToContainTextAsync("2 pipelines need you: 1 failing, 1 slow");
        var failing = visitor.Page.Locator(".attention-failing");
        await Expect(failing).ToContainTextAsync("Payments failed 2 times in a row since");
        await Expect(failing).ToContainTextAsync("tap_stripe.RateLimited: 429 Too Many Requests: retry after 30 s");
        await Expect(failing).ToContainTextAsync("Last good run:");
        await InspectAsync(visitor, "troubled");
    }

    [Fact]
    public async Task Stale_DaemonSilent_DimsWhatIsShownAndCountsItsAge()
    {
        var script = Day.Script();
        await StartAsync(script, ("Daemons:0:Deadline", "00:01:00"));
        var visitor = await VisitAsync();

        script.GetSystemStats = Silence<SystemStats>;
        script.HealthCheck = Silence<HealthStatus>;
        script.ListExecutions = (_, context) => Silence<ListExecutionsResponse>(context);

        await SeesAsync(visitor, "Stale");
        await Expect(visitor.Page.Locator(".tile.is-dim")).ToHaveCountAsync(6);
        await Expect(visitor.Tile("Memory").Locator(".tile-figure")).ToContainTextAsync("%");
        await Expect(visitor.Page.Locator(".verdict")).ToContainTextAsync(LastKnown);
        await ExpectUnconfirmedProblemsAsync(visitor);
        await AgesAsync(visitor);
        await InspectAsync(visitor, "stale");
    }

    [Fact]
    public async Task Degraded_OneFeedFails_DimsOnlyItsPartsWithTheError()
    {
        var script = Day.Script(isTroubled: false);
        await StartAsync(script);
        var visitor = await VisitAsync();

        script.GetSystemStats = _ => throw new RpcException(new Status(StatusCode.Unimplemented, "GetSystemStats is not here"));

        await SeesAsync(visitor, "Degraded");
        await Expect(visitor.Tile("CPU")).ToHaveClassAsync(Dim());
        await Expect(visitor.Tile("Failed, 24 h")).Not.ToHaveClassAsync(Dim());
        await Expect(visitor.Page.Locator(".attention-source")).ToContainTextAsync("stats");
        await InspectAsync(visitor, "degraded");
    }

    [Fact]
    public async Task NotEvaluated_EvaluatorStops_NeverSaysAllClear()
    {
        await StartAsync(Day.Script(isTroubled: false));
        var visitor = await VisitAsync();
        await Expect(visitor.Page.Locator(".verdict")).ToContainTextAsync("All clear");

        await Site.StopEvaluatingAsync();

        await Expect(visitor.Banner("not-evaluated")).ToContainTextAsync("Nothing has been evaluated since");
        await Expect(visitor.Page.Locator(".verdict")).ToContainTextAsync("nothing has been evaluated since");
        await Expect(visitor.Page.Locator(".verdict")).Not.ToContainTextAsync("All clear");
        await Expect(visitor.Page.Locator(".tile.is-dim")).ToHaveCountAsync(3);
        await InspectAsync(visitor, "not-evaluated");
    }

    [Fact]
    public async Task Down_KeepsTheLastKnownFigures_AlsoOnAPageOpenedDuringTheOutage()
    {
        await StartAsync(Day.Script());
        var before = await VisitAsync();
        await Expect(before.Tile("CPU")).ToContainTextAsync("%");
        await Daemon.StopAsync();
        await SeesAsync(before, "Down");

        var after = await VisitAsync("Down");

        foreach (var visitor in new[] { before, after })
        {
            await Expect(visitor.Banner("down")).ToContainTextAsync("unreachable since");
            await Expect(visitor.Banner("down")).ToContainTextAsync("last known");
            await Expect(visitor.Banner("down")).ToContainTextAsync("trying again");
            await Expect(visitor.Banner("down")).ToContainTextAsync("Unable to connect to FLEXT daemon");
            await Expect(visitor.Tile("Memory").Locator(".tile-figure")).Not.ToHaveTextAsync("0.0 %");
            await Expect(visitor.Tile("Memory").Locator(".tile-figure")).ToContainTextAsync("%");
            await Expect(visitor.Page.Locator(".tile.is-dim")).ToHaveCountAsync(6);
            await Expect(visitor.Page.Locator(".attention-component")).ToHaveCountAsync(0);
            await Expect(visitor.Page.Locator(".verdict")).ToContainTextAsync(LastKnown);
            await ExpectUnconfirmedProblemsAsync(visitor);
            await ExpectAllDisabledAsync(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Run again" }));
        }

        await InspectAsync(before, "down");
        await InspectAsync(after, "down-opened");
    }

    [Fact]
    public async Task Reconnecting_HostStopped_SaysSoTriesForEverAndComesBack()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        visitor.Expect("ERR_CONNECTION_REFUSED");
        visitor.Expect("ERR_EMPTY_RESPONSE");
        visitor.Expect("ERR_CONNECTION_RESET");

        await Site.StopAsync();
        await SeesAsync(visitor, "Reconnecting");
        await Expect(visitor.Banner("reconnecting")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".tile.is-dim")).ToHaveCountAsync(6);
        await ExpectUnconfirmedProblemsAsync(visitor);
        await ExpectAllDisabledAsync(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Run again" }));
        await InspectAsync(visitor, "reconnecting");
        var tryNow = visitor.Banner("reconnecting").GetByRole(AriaRole.Button, new() { Name = "Try now" });
        await visitor.Page.RunAndWaitForRequestAsync(() => tryNow.ClickAsync(), request => request.Url.EndsWith("/api/account/me", StringComparison.Ordinal));
        await Site.StartAsync();
        await visitor.Page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
        await SeesAsync(visitor, "Live");

        await Expect(visitor.Banner("reconnecting")).ToHaveCountAsync(0);
        await Expect(visitor.Page.Locator(".is-dim")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Reconnecting_NetworkComesBack_TriesAtOnce()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        visitor.Expect("ERR_");
        await Site.StopAsync();
        await SeesAsync(visitor, "Reconnecting");
        await visitor.Context.SetOfflineAsync(true);
        await Site.StartAsync();

        await visitor.Context.SetOfflineAsync(false);

        await SeesAsync(visitor, "Live");
    }

    [Fact]
    public async Task Empty_NothingHasRun_SaysHowToGetGoing()
    {
        var script = Day.Script();
        script.ListExecutions = (_, _) => Task.FromResult(new ListExecutionsResponse());
        await StartAsync(script);

        var visitor = await VisitAsync();

        await Expect(visitor.Page.Locator("[data-empty=runs]")).ToContainTextAsync("Nothing has run yet");
        await Expect(visitor.Tile("Success rate, 24 h").Locator(".tile-figure")).ToHaveTextAsync("n/a");
        await InspectAsync(visitor, "empty");
    }

    [Fact]
    public async Task FirstLoad_ShowsTheMeasuresOfWhatComes_AndDoesNotJump()
    {
        await StartAsync(Day.Script());
        var visitor = await ComeAsync();
        await visitor.SignInAsync();
        await HeadStart.TakeAwayAsync(visitor);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await visitor.Page.RouteAsync("**/negotiate**", async route =>
        {
            await release.Task;
            await route.ContinueAsync();
        });
        await visitor.Page.AddInitScriptAsync("""
            globalThis.shift = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => { globalThis.shift += entry.value; })).observe({ type: 'layout-shift', buffered: true });
            """);

        await visitor.OpenAsync("/", "Loading");
        await Expect(visitor.Page.Locator("[aria-busy=true]")).ToBeVisibleAsync();
        var shift = await InspectWithoutShiftAsync(visitor);
        release.SetResult();

        await SeesAsync(visitor, "Live");
        await Expect(visitor.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        await Expect(visitor.Tile("CPU")).ToBeVisibleAsync();
        (await visitor.Page.EvaluateAsync<double>("() => shift") - shift).ShouldBeLessThan(0.1, "the layout shift that is held to be good ends there");
    }

    /// <summary>Looks at it, and says how much of the layout's shift was due to that.</summary>
    private static async Task<double> InspectWithoutShiftAsync(Visitor visitor)
    {
        await InspectAsync(visitor, "first-load");
        return await visitor.Page.EvaluateAsync<double>("() => shift");
    }

    private static async Task AgesAsync(Visitor visitor)
    {
        var age = visitor.Page.Locator(".strip-age");
        var shown = await age.InnerTextAsync();
        await Expect(age).Not.ToHaveTextAsync(shown);
    }

    /// <summary>What needs somebody is dimmed while nothing confirms it, and its times stand still.</summary>
    private static async Task ExpectUnconfirmedProblemsAsync(Visitor visitor)
    {
        await Expect(visitor.Page.Locator(".attention-item")).ToHaveCountAsync(2);
        await Expect(visitor.Page.Locator(".attention-item.is-dim")).ToHaveCountAsync(2);
        await Expect(visitor.Page.Locator(".attention-failing")).ToContainTextAsync("(≥ ");
        await Expect(visitor.Page.Locator(".attention-late")).ToContainTextAsync("running ≥ ");
    }

    private static async Task ExpectAllDisabledAsync(ILocator buttons)
    {
        (await buttons.CountAsync()).ShouldBeGreaterThan(0);
        foreach (var button in await buttons.AllAsync())
        {
            await Expect(button).ToBeDisabledAsync();
        }
    }

    [GeneratedRegex("is-dim")]
    private static partial Regex Dim();

    /// <summary>No answer until the caller gives up.</summary>
    private static async Task<T> Silence<T>(ServerCallContext context)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
        throw new InvalidOperationException("An endless wait ended.");
    }
}
