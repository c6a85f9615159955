using FlextMonitor.Browser.Tests.Kit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>What is shown has an address, and the browser's way back and forward leads through it.</summary>
public sealed class AddressTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task BackAndForward_OverFilterRangeDrawerAndDialog_ShowEachAgain()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        var page = visitor.Page;
        await page.Locator(".chip-failed").ClickAsync();
        await IsAtAsync(visitor, "/?runs=failed");
        await page.GetByRole(AriaRole.Button, new() { Name = "24 h", Exact = true }).First.ClickAsync();
        await IsAtAsync(visitor, "/?runs=failed&range=24h");
        await page.Locator("tr[data-key] .run-link").First.ClickAsync();
        await Expect(Drawer(visitor)).ToBeVisibleAsync();
        await Drawer(visitor).GetByRole(AriaRole.Combobox, new() { Name = "Least level" }).SelectOptionAsync("error");
        await page.GotoAsync(new Uri(new Uri(Site.Address), "/people").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        await Expect(page.Locator("dialog")).ToBeVisibleAsync();
        await IsAtAsync(visitor, "/people?dialog=invite");

        await page.GoBackAsync();
        await Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        await page.GoForwardAsync();
        await Expect(page.Locator("dialog")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await page.GoBackAsync();
        await Expect(Drawer(visitor).GetByRole(AriaRole.Combobox, new() { Name = "Least level" })).ToHaveValueAsync("error");
        await page.GoBackAsync();
        await Expect(Drawer(visitor).GetByRole(AriaRole.Combobox, new() { Name = "Least level" })).ToHaveValueAsync("");
        await page.GoBackAsync();
        await Expect(Drawer(visitor)).ToHaveCountAsync(0);
        await IsAtAsync(visitor, "/?runs=failed&range=24h");
        await page.GoBackAsync();
        await Expect(page.Locator(".chip-failed")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.GoBackAsync();
        await Expect(page.Locator(".chip-failed")).ToHaveAttributeAsync("aria-pressed", "false");
        await page.GoForwardAsync();
        await Expect(page.Locator(".chip-failed")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task Typing_IsOneStepOfTheWayBack()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Columnheader, new() { Name = "Pipeline" }).GetByRole(AriaRole.Button).ClickAsync();
        await IsAtAsync(visitor, "/?order=pipeline");

        await page.Locator(".runs .run-search input").PressSequentiallyAsync("pay");
        await IsAtAsync(visitor, "/?order=pipeline&named=pay");
        await page.GoBackAsync();

        await IsAtAsync(visitor, "/?order=pipeline");
        await Expect(page.Locator(".runs .run-search input")).ToHaveValueAsync("");
    }

    private Task IsAtAsync(Visitor visitor, string address) => Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}{address}");

    private static ILocator Drawer(Visitor visitor) => visitor.Page.Locator(".drawer");
}
