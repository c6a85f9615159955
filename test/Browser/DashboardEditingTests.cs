using System.Text.Json.Nodes;
using FlextMonitor.Browser.Tests.Kit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>Dashboards of one's own: arranged by keyboard and by pointer, by several people at once, and over a crash.</summary>
public sealed class DashboardEditingTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Keyboard_AloneLeadsFromNothingToASavedDashboard()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync(path: "/dashboards");
        var keys = visitor.Page.Keyboard;

        await FocusAsync(visitor, "New dashboard");
        await keys.PressAsync("Enter");
        await Expect(visitor.Page.GetByLabel("Name", new() { Exact = true })).ToBeFocusedAsync();
        await keys.TypeAsync("Nights");
        await keys.PressAsync("Enter");
        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/edit$"));

        await FocusAsync(visitor, "Add widget");
        await keys.PressAsync("Enter");
        await FocusAsync(visitor, "Chart Up to eight lines over time");
        await keys.PressAsync("Enter");
        var handle = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Move Chart", Exact = true });
        await Expect(handle).ToBeFocusedAsync();
        foreach (var key in (string[])["ArrowRight", "ArrowRight", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowDown"])
        {
            await keys.PressAsync(key);
        }

        await Expect(visitor.Page.GetByText("Chart: column 3, row 2, 7 wide, 7 high")).ToBeAttachedAsync();
        await keys.PressAsync("Control+z");
        await Expect(visitor.Page.GetByText("Undone", new() { Exact = true })).ToBeAttachedAsync();
        await keys.PressAsync("Control+y");
        await InspectAsync(visitor, "own-editing");
        await handle.FocusAsync();
        await keys.PressAsync("Enter");
        await FocusAsync(visitor, "Title", AriaRole.Textbox);
        await keys.TypeAsync("CPU tonight");
        await keys.PressAsync("Enter");
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Move CPU tonight", Exact = true })).ToBeVisibleAsync();
        await keys.PressAsync("Control+s");

        await Expect(visitor.Page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        var id = new Uri(visitor.Page.Url).Segments[^1];
        var widget = (await OwnDashboard.ReadAsync(visitor, id))["widgets"]!.AsArray().ShouldHaveSingleItem()!;
        (widget["x"]!.GetValue<int>(), widget["y"]!.GetValue<int>(), widget["w"]!.GetValue<int>(), widget["h"]!.GetValue<int>()).ShouldBe((2, 1, 7, 7));
        widget["options"]!["title"]!.GetValue<string>().ShouldBe("CPU tonight");
    }

    [Fact]
    public async Task Pointer_MovesAndResizes()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        var id = await OwnDashboard.MakeAsync(visitor, "Two", OwnDashboard.Widget("a", "clock", (0, 0, 3, 3)), OwnDashboard.Widget("b", "text", (6, 0, 4, 3)));
        await visitor.Page.SetViewportSizeAsync(1440, 900);
        await visitor.OpenAsync($"/dashboards/{id}/edit", "Live");
        var handle = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Move Clock", Exact = true });
        await Expect(visitor.Page.Locator(".grid-stack-item")).ToHaveCountAsync(2);

        await DragAsync(visitor, handle, 0, 250);
        await DragAsync(visitor, visitor.Page.Locator("[data-widget='b'] > .ui-resizable-se"), 240, 120);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        await Expect(visitor.Page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        var widgets = (await OwnDashboard.ReadAsync(visitor, id))["widgets"]!.AsArray();
        var (a, b) = (widgets.Single(one => one!["id"]!.GetValue<string>() == "a")!, widgets.Single(one => one!["id"]!.GetValue<string>() == "b")!);
        a["y"]!.GetValue<int>().ShouldBeGreaterThan(2);
        a["x"]!.GetValue<int>().ShouldBe(0);
        b["w"]!.GetValue<int>().ShouldBeGreaterThan(4);
        b["h"]!.GetValue<int>().ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task Handle_HeldByTheKeyboardWhileTheGridArrives_IsStillHeld()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        var id = await OwnDashboard.MakeAsync(visitor, "Slow", OwnDashboard.Widget("a", "clock", (0, 0, 3, 3)));
        var isWanted = new TaskCompletionSource();
        await visitor.Page.RouteAsync("**/gridstack-*.js", async route =>
        {
            await isWanted.Task;
            await route.ContinueAsync();
        });
        await visitor.OpenAsync($"/dashboards/{id}/edit", "Live");
        var handle = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Move Clock", Exact = true });
        await handle.PressAsync("ArrowRight");

        isWanted.SetResult();
        await Expect(visitor.Page.Locator(".grid-stack")).ToBeVisibleAsync();

        await Expect(handle).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(visitor.Page.GetByText("column 3", new() { Exact = false })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Saving_BringsTogetherWhatSomebodyElseSaved_AndAsksOnlyAboutWhatBothChanged()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        visitor.Expect("412");
        var id = await OwnDashboard.MakeAsync(visitor, "Shared", OwnDashboard.Widget("a", "clock", (0, 0, 3, 3)), OwnDashboard.Widget("b", "text", (6, 0, 4, 3)));
        await visitor.OpenAsync($"/dashboards/{id}/edit", "Live");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Move Clock", Exact = true }).PressAsync("ArrowDown");
        await visitor.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Mine");

        await OwnDashboard.ChangeAsync(visitor, id, dashboard =>
        {
            dashboard["title"] = "Theirs";
            dashboard["widgets"]!.AsArray().Add(OwnDashboard.Widget("c", "verdict", (0, 8, 12, 2)));
            dashboard["widgets"]![1]!["options"] = new JsonObject { ["markdown"] = "theirs" };
        });
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        var dialog = visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Somebody else has saved meanwhile" });
        await Expect(dialog.GetByRole(AriaRole.Group)).ToHaveCountAsync(1);
        await visitor.ShootAsync("own-conflict");
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "Theirs" }).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(visitor.Page.GetByText("Saved, together with what somebody else changed")).ToBeVisibleAsync();

        var stored = await OwnDashboard.ReadAsync(visitor, id);
        stored["title"]!.GetValue<string>().ShouldBe("Theirs");
        var widgets = stored["widgets"]!.AsArray().ToDictionary(one => one!["id"]!.GetValue<string>(), one => one!);
        widgets.Keys.Order().ShouldBe(["a", "b", "c"]);
        widgets["a"]["y"]!.GetValue<int>().ShouldBe(1);
        widgets["b"]["options"]!["markdown"]!.GetValue<string>().ShouldBe("theirs");
    }

    [Fact]
    public async Task Draft_OutlivesTheTab_AndGoesWithTheSession()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        var id = await OwnDashboard.MakeAsync(visitor, "Kept", OwnDashboard.Widget("a", "clock", (0, 0, 3, 3)));
        await visitor.OpenAsync($"/dashboards/{id}/edit", "Live");
        await Expect(visitor.Page.Locator(".grid-stack")).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Move Clock", Exact = true }).PressAsync("ArrowRight");
        await visitor.Page.WaitForFunctionAsync("() => Object.keys(localStorage).some((key) => key.includes('draft'))");

        await visitor.Page.ReloadAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Go on with them" }).ClickAsync();
        await Expect(visitor.Page.GetByText("Not saved yet")).ToBeVisibleAsync();

        await visitor.Page.GetByLabel("Settings and account", new() { Exact = true }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/login");
        (await visitor.Page.EvaluateAsync<int>("() => Object.keys(localStorage).filter((key) => key.includes('draft') || key.includes('home')).length")).ShouldBe(0);
    }

    /// <summary>Moves the focus by Tab until it is on a control, as somebody without a pointer would.</summary>
    private static async Task FocusAsync(Visitor visitor, string name, AriaRole role = AriaRole.Button)
    {
        var target = visitor.Page.GetByRole(role, new() { Name = name, Exact = true });
        await Expect(target).ToBeVisibleAsync();
        for (var presses = 0; presses < 120; presses++)
        {
            if (await target.EvaluateAsync<bool>("(element) => element === document.activeElement"))
            {
                return;
            }

            await visitor.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab does not lead to '{name}'");
    }

    private static async Task DragAsync(Visitor visitor, ILocator from, int dx, int dy)
    {
        await from.ScrollIntoViewIfNeededAsync();
        var box = (await from.BoundingBoxAsync())!;
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await visitor.Page.Mouse.MoveAsync(x, y);
        await visitor.Page.Mouse.DownAsync();
        await visitor.Page.Mouse.MoveAsync(x + dx, y + dy, new() { Steps = 12 });
        await visitor.Page.Mouse.UpAsync();
    }
}
