using System.Text.RegularExpressions;
using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>From a daemon to a signed-in browser, live.</summary>
public sealed partial class LiveTests(Chromium chromium) : BrowserTest(chromium)
{
    /// <summary>What the contract gives: the daemon's connection lost, or back.</summary>
    private static readonly TimeSpan Contract = TimeSpan.FromSeconds(2);

    /// <summary>What the browser may take to draw on a machine with other work.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1.5);

    [Fact]
    public async Task SignIn_WithTheForm_OpensTheDashboard()
    {
        await StartAsync(Day.Script());
        var visitor = await ComeAsync();

        await visitor.OpenAsync();
        await Expect(visitor.Page).ToHaveURLAsync(LoginAddress());
        await visitor.Page.Locator("[name=email]").FillAsync(MonitorSite.Email);
        await visitor.Page.Locator("[name=password]").FillAsync(MonitorSite.Password);
        await visitor.Page.Keyboard.PressAsync("Enter");

        await SeesAsync(visitor, "Live");
        await Expect(visitor.Tile("CPU")).ToContainTextAsync("%");
    }

    [Fact]
    public async Task SignIn_WithAWrongPassword_SaysSoAndStays()
    {
        await StartAsync(Day.Script());
        var visitor = await ComeAsync();
        visitor.Expect("401");

        await visitor.OpenAsync("/login");
        await visitor.Page.Locator("[name=email]").FillAsync(MonitorSite.Email);
        await visitor.Page.Locator("[name=password]").FillAsync("not this one");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.Locator("form").GetByRole(AriaRole.Alert)).ToContainTextAsync("wrong");
        await Expect(visitor.Page).ToHaveURLAsync(LoginAddress());
    }

    [Fact]
    public async Task Figures_WhileThePageIsOpen_MoveWithoutReloading()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        var loaded = 0;
        visitor.Page.Load += (_, _) => loaded++;

        var figure = visitor.Tile("CPU").Locator(".tile-figure");
        for (var change = 0; change < 3; change++)
        {
            var shown = await figure.InnerTextAsync();
            await Expect(figure).Not.ToHaveTextAsync(shown);
        }

        loaded.ShouldBe(0);
    }

    [Fact]
    public async Task Daemon_Stopped_IsSaidWithinTwoSecondsAndTakenBackWithinTwo()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        var banner = await ElementWatch.StartAsync(visitor.Page, "[data-banner=down]");

        var stopped = TimeProvider.System.GetUtcNow();
        await Daemon.StopAsync();
        await Expect(visitor.Banner("down")).ToBeVisibleAsync();
        await Daemon.StartAsync();
        var started = TimeProvider.System.GetUtcNow();
        await SeesAsync(visitor, "Live");
        await Expect(visitor.Banner("down")).Not.ToBeVisibleAsync();

        (await banner.ShownAsync()).ShouldNotBeNull().ShouldBeLessThan(stopped + Contract + Slack);
        (await banner.GoneAsync()).ShouldNotBeNull().ShouldBeLessThan(started + Contract + Slack);
    }

    [Fact]
    public async Task Change_AtTheDaemon_IsOnThePageWithinASecond()
    {
        var script = Day.Script(isTroubled: false);
        await StartAsync(script, ("Daemons:0:Interval", "00:00:00.2"));
        var visitor = await VisitAsync();
        var listed = script.ListExecutions;
        var changed = new TaskCompletionSource<DateTimeOffset>(TaskCreationOptions.RunContinuationsAsynchronously);
        var shown = await ElementWatch.StartAsync(visitor.Page, ".attention-failing");

        script.ListExecutions = async (request, context) =>
        {
            var answer = (await listed(request, context)).Clone();
            answer.Executions.Insert(0, Runs.Failed("new", "orders", TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(8), "disk full"));
            changed.TrySetResult(TimeProvider.System.GetUtcNow());
            return answer;
        };

        var sampled = await changed.Task.DefaultTimeout();
        await Expect(visitor.Page.Locator(".attention-failing")).ToContainTextAsync("disk full");
        (await shown.ShownAsync()).ShouldNotBeNull().ShouldBeLessThan(sampled + TimeSpan.FromSeconds(1) + Slack);
    }

    [Theory]
    [InlineData("<img src=x onerror=\"globalThis.harmed=1\">")]
    [InlineData("<script>globalThis.harmed=1</script>")]
    [InlineData("{{constructor.constructor('globalThis.harmed=1')()}}")]
    public async Task PipelineName_OfMarkup_AppearsAsText(string name)
    {
        var script = Day.Script();
        script.ListPipelines = _ => Task.FromResult(new ListPipelinesResponse { Pipelines = { new Pipeline { Id = "payments", Name = name } }, Total = 1 });
        script.HealthCheck = _ => Task.FromResult(new HealthStatus
        {
            Healthy = false,
            Components = { [name] = new ComponentHealth { Name = name, Healthy = false, Message = name } },
        });
        await StartAsync(script);

        var visitor = await VisitAsync();

        await Expect(visitor.Page.Locator(".attention-failing strong")).ToHaveTextAsync(name);
        await Expect(visitor.Page.Locator(".attention-component strong")).ToHaveTextAsync(name);
        (await visitor.Page.EvaluateAsync<bool>("() => 'harmed' in globalThis")).ShouldBeFalse();
        (await visitor.Page.Locator("img").CountAsync()).ShouldBe(0);
    }

    [GeneratedRegex("/login")]
    private static partial Regex LoginAddress();
}
