using System.Text.RegularExpressions;
using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>What lies over the page, and several daemons on one.</summary>
public sealed class ToolTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Palette_AFewLetters_LeadToAPipeline()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();

        await visitor.Page.Keyboard.PressAsync("Control+k");
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await visitor.Page.Keyboard.TypeAsync("paym");
        await Expect(dialog.GetByRole(AriaRole.Option).First).ToContainTextAsync(Day.FailingPipeline);
        await InspectAsync(visitor, "palette");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/pipelines/default/payments");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = Day.FailingPipeline })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Shortcuts_AreListedByTheQuestionMark()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();

        await visitor.Page.Keyboard.PressAsync("?");

        await Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Ctrl K");
        await InspectAsync(visitor, "shortcuts");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Slash_GoesToTheSearchField()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        var search = visitor.Page.Locator("main").GetByRole(AriaRole.Searchbox);
        await Expect(search).ToBeVisibleAsync();

        await visitor.Page.Keyboard.PressAsync("/");

        await Expect(search).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Menu_Open_HasNothingForAxeAndClosesOnEscape()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();

        await visitor.Page.GetByLabel("Settings and account").ClickAsync();
        await Expect(visitor.Page.Locator(".menu-panel")).ToContainTextAsync(MonitorSite.Email);
        await InspectAsync(visitor, "menu");
        await visitor.Page.Keyboard.PressAsync("Escape");

        await Expect(visitor.Page.Locator(".menu-panel")).Not.ToBeVisibleAsync();
    }

    [Fact]
    public async Task Timeline_ABar_OpensItsRun()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();

        var bar = visitor.Page.Locator($"[data-run='default/{Day.FailedRun}']");
        await bar.HoverAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Tooltip)).ToContainTextAsync("Failed");
        await bar.ClickAsync();

        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/?run=default%2F{Day.FailedRun}");
    }

    [Fact]
    public async Task Charts_OnceFiguresMove_DrawThem()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        var canvas = visitor.Page.Locator("canvas").First;
        await Expect(canvas).ToBeVisibleAsync();

        var drawn = await canvas.EvaluateAsync<string>(Pixels);
        await visitor.Page.WaitForFunctionAsync($"(before) => ({Pixels})(document.querySelector('canvas')) !== before", drawn);
        await Expect(canvas).ToHaveAttributeAsync("aria-label", new Regex("CPU"));
    }

    [Fact]
    public async Task Daemons_Two_AreToldApartAndCanBeChosen()
    {
        var north = EndAfterVisits(await ScriptedDaemon.StartAsync(Day.Script(isTroubled: false)));
        var south = EndAfterVisits(await ScriptedDaemon.StartAsync(Day.Script()));
        var site = EndAfterVisits(await MonitorSite.StartAsync([("north", north), ("south", south)]));
        var visitor = await ComeAsync(site);
        await visitor.SignInAsync();
        await visitor.OpenAsync("/", "Live");

        await Expect(visitor.Page.Locator(".attention-failing")).ToHaveCountAsync(1);
        await InspectAsync(visitor, "two-daemons");
        await visitor.Page.Locator(".fleet-row").Filter(new() { HasText = "north" }).ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync($"{site.Address}/?source=north");
        await Expect(visitor.Page.Locator(".attention-failing")).ToHaveCountAsync(0);
        await south.StopAsync();
        await visitor.Page.Locator(".switcher summary").ClickAsync();
        await Expect(visitor.Page.Locator(".switcher-list .menu-item").Filter(new() { HasText = "south" })).ToContainTextAsync("Down");
        await InspectAsync(visitor, "switcher");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await SeesAsync(visitor, "Live");
        await visitor.OpenAsync("/", "Down");
        await Expect(visitor.Page.Locator(".verdict")).ToContainTextAsync("daemon ‘south’ is down");
        await Expect(visitor.Page.Locator(".fleet-row").First).ToContainTextAsync("unreachable since");
        await InspectAsync(visitor, "one-of-two-down");
    }

    [Fact]
    public async Task LoginPage_HasNothingForAxe()
    {
        await StartAsync(Day.Script());
        var visitor = await ComeAsync();
        visitor.Expect("401");

        await visitor.OpenAsync("/login");
        await Expect(visitor.Page.Locator("[name=email]")).ToBeVisibleAsync();

        await InspectAsync(visitor, "login");
    }

    private const string Pixels = "(canvas) => canvas.toDataURL()";
}
