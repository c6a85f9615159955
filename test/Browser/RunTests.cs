using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>From the page to one run and back: its drawer, its log, and the address that can be shared.</summary>
public sealed class RunTests(Chromium chromium) : BrowserTest(chromium)
{
    private static readonly string FailedAddress = $"/?run=default%2F{Day.FailedRun}";

    [Fact]
    public async Task Drawer_OfAFailedRun_HasItsErrorAndItsLog()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();

        await visitor.Page.Locator(".attention-failing").GetByRole(AriaRole.Button, new() { Name = "Log" }).ClickAsync();

        await Expect(Drawer(visitor).Locator("#drawer-title")).ToContainTextAsync("Payments");
        await Expect(Drawer(visitor)).ToContainTextAsync("tap_stripe.RateLimited: 429 Too Many Requests");
        await Expect(Drawer(visitor)).ToContainTextAsync("line 120: slow answer, trying again");
        await Expect(Drawer(visitor).Locator("[data-log=ended]")).ToBeVisibleAsync();
        await InspectAsync(visitor, "drawer-failed");
    }

    [Fact]
    public async Task Drawer_OfARunningOne_FollowsItsLogAndCanBePaused()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync(path: $"/?run=default%2F{Day.RunningRun}");

        await Expect(Drawer(visitor)).ToContainTextAsync("still going");
        await Expect(Drawer(visitor).Locator(".log-newest")).ToHaveCountAsync(0);
        await Drawer(visitor).GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(Drawer(visitor).Locator(".log-state")).ToContainTextAsync("aused");
        await InspectAsync(visitor, "drawer-running");

        await Drawer(visitor).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(Drawer(visitor)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Drawer_LogLineOfMarkup_IsText()
    {
        const string Line = "<img src=x onerror=\"globalThis.harmed=1\"> \u001b[31mred\u001b[0m";
        var script = Day.Script();
        script.StreamLogs = (_, lines, _) => lines.WriteAsync(new LogEntry { Level = "INFO", Message = Line });
        await StartAsync(script);

        var visitor = await VisitAsync(path: FailedAddress);

        await Expect(Drawer(visitor)).ToContainTextAsync("<img src=x onerror=\"globalThis.harmed=1\">");
        (await visitor.Page.EvaluateAsync<bool>("() => 'harmed' in globalThis")).ShouldBeFalse();
        (await visitor.Page.Locator("img").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Drawer_Search_FindsTheLinesOfALog()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync(path: FailedAddress);
        await Expect(Drawer(visitor)).ToContainTextAsync("line 120");

        await Drawer(visitor).GetByRole(AriaRole.Searchbox).FillAsync("trying again");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(Drawer(visitor).Locator("mark")).Not.ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Address_Shared_LeadsThroughSigningInBackToTheRun()
    {
        await StartAsync(Day.Script());
        var visitor = await ComeAsync();
        visitor.Expect("401");

        await visitor.OpenAsync(FailedAddress);
        await visitor.Page.Locator("[name=email]").FillAsync(MonitorSite.Email);
        await visitor.Page.Locator("[name=password]").FillAsync(MonitorSite.Password);
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(Drawer(visitor).Locator("#drawer-title")).ToContainTextAsync("Payments");
        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}{FailedAddress}");
    }

    [Fact]
    public async Task Address_OfAnUnknownRun_SaysSoAndLeadsBack()
    {
        await StartAsync(Day.Script());

        var visitor = await VisitAsync(path: "/?run=default%2Fnone");

        await Expect(Drawer(visitor).GetByRole(AriaRole.Alert)).ToContainTextAsync("Daemon ‘default’ has no run ‘none’");
        await InspectAsync(visitor, "drawer-unknown");
        await Drawer(visitor).GetByRole(AriaRole.Button, new() { Name = "Back to the dashboard" }).ClickAsync();
        await Expect(Drawer(visitor)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Keyboard_Alone_OpensARunFromTheTableAndComesBack()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();

        await TabToAsync(visitor, "document.activeElement?.matches('tr[data-key]')");
        await visitor.Page.Keyboard.PressAsync("ArrowDown");
        await visitor.Page.Keyboard.PressAsync("ArrowDown");
        var key = await visitor.Page.EvaluateAsync<string>("() => document.activeElement.dataset.key");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(Drawer(visitor)).ToBeVisibleAsync();
        await visitor.Page.WaitForFunctionAsync("() => document.querySelector('.drawer')?.contains(document.activeElement)");
        await visitor.Page.Keyboard.PressAsync("Escape");

        await Expect(Drawer(visitor)).ToHaveCountAsync(0);
        await visitor.Page.WaitForFunctionAsync("key => document.activeElement?.dataset.key === key", key);
    }

    [Fact]
    public async Task Drawer_OverTheStrip_KeepsTheKeyboardFromWhatItHides()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync(path: FailedAddress);

        await Expect(visitor.Page.Locator(".strip-end")).ToHaveAttributeAsync("inert", "");
        await visitor.Page.Keyboard.PressAsync("Escape");

        await Expect(Drawer(visitor)).ToHaveCountAsync(0);
        await Expect(visitor.Page.Locator(".strip-end")).Not.ToHaveAttributeAsync("inert", "");
    }

    [Fact]
    public async Task Back_AfterADrawer_ClosesIt()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        await visitor.Page.Locator("tr[data-key] .run-link").First.ClickAsync();
        await Expect(Drawer(visitor)).ToBeVisibleAsync();

        await visitor.Page.GoBackAsync();

        await Expect(Drawer(visitor)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task RunAgain_ByAnOperator_StartsThePipelineAndOpensTheNewRun()
    {
        var script = Day.Script();
        var asked = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        script.RunPipeline = (request, _) =>
        {
            asked.TrySetResult(request.PipelineId);
            return Task.FromResult(Runs.Running("started", request.PipelineId, TimeSpan.Zero, 0));
        };
        await StartAsync(script);
        var visitor = await VisitAsync();

        await visitor.Page.Locator(".attention-failing").GetByRole(AriaRole.Button, new() { Name = "Run again" }).ClickAsync();

        (await asked.Task.DefaultTimeout()).ShouldBe("payments");
        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/?run=default%2Fstarted");
        await Expect(visitor.Page.Locator(".notice")).ToContainTextAsync("Payments");
    }

    [Fact]
    public async Task RunAgain_RefusedByTheDaemon_SaysWhy()
    {
        var script = Day.Script();
        script.RunPipeline = (_, _) => throw new Grpc.Core.RpcException(new Grpc.Core.Status(Grpc.Core.StatusCode.FailedPrecondition, "payments runs already"));
        await StartAsync(script);
        var visitor = await VisitAsync();

        await visitor.Page.Locator(".attention-failing").GetByRole(AriaRole.Button, new() { Name = "Run again" }).ClickAsync();

        await Expect(visitor.Page.Locator(".notice")).ToContainTextAsync("payments runs already");
    }

    [Fact]
    public async Task Table_FilteredAndSorted_ShowsWhatIsAskedFor()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        var rows = visitor.Page.Locator("tr[data-key]");

        await visitor.Page.Locator(".chip-failed").ClickAsync();
        await Expect(rows).ToHaveCountAsync(2);
        await visitor.Page.Locator(".chip-failed").ClickAsync();
        await visitor.Page.Locator("main").GetByRole(AriaRole.Searchbox).FillAsync("catalogue");
        await Expect(rows).ToHaveCountAsync(7);
        await visitor.Page.GetByRole(AriaRole.Columnheader).Filter(new() { HasText = "Duration" }).GetByRole(AriaRole.Button).ClickAsync();

        var longestFirst = await visitor.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('tr[data-key]')].map((row) => row.dataset.key)");
        string.Join(" ", longestFirst.Select(key => key[^1])).ShouldBe("4 3 2 6 1 5 0");
        await visitor.Page.Locator("main").GetByRole(AriaRole.Searchbox).FillAsync("no such thing");
        await Expect(visitor.Page.Locator(".run-none")).ToBeVisibleAsync();
        await InspectAsync(visitor, "table-none");
    }

    private static ILocator Drawer(Visitor visitor) => visitor.Page.Locator(".drawer");

    /// <summary>Presses Tab until something is so, and no longer than there are controls.</summary>
    private static async Task TabToAsync(Visitor visitor, string condition)
    {
        for (var press = 0; press < 100; press++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await visitor.Page.EvaluateAsync<bool>($"() => {condition}"))
            {
                return;
            }
        }

        Assert.Fail($"A hundred times Tab did not lead there: {condition}");
    }
}
