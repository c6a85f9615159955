using System.Text.RegularExpressions;
using FlextMonitor.Browser.Tests.Kit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>Which language the page speaks, and what it does while its texts cannot be fetched.</summary>
public sealed partial class LanguageTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Language_Chosen_IsSpokenAndKept()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();

        await visitor.Page.GetByLabel("Settings and account").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Português" }).ClickAsync();

        await SeesAsync(visitor, "Ao vivo");
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "pt");
        await visitor.Page.ReloadAsync();
        await SeesAsync(visitor, "Ao vivo");
        await Expect(visitor.Page.Locator(".verdict")).ToContainTextAsync("precisam de você");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await InspectAsync(visitor, "portuguese");
    }

    [Fact]
    public async Task Language_OfTheBrowser_IsSpokenAtOnce()
    {
        await StartAsync(Day.Script());

        var visitor = await VisitAsync("Ao vivo", locale: "pt-BR");

        await Expect(visitor.Tile("Memória")).ToContainTextAsync(Decimals());
        await Expect(visitor.Page.Locator("head link[rel=modulepreload][href*='texts.pt']")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Language_WhoseTextsCannotBeFetched_LeavesThePageInEnglish()
    {
        await StartAsync(Day.Script());
        var visitor = await ComeAsync("pt-BR");
        await visitor.SignInAsync();
        await visitor.Page.RouteAsync("**/assets/texts.pt-*.js", route => route.AbortAsync());
        visitor.Expect("ERR_FAILED");

        await visitor.OpenAsync("/", "Live");

        await Expect(visitor.Tile("Memory")).ToContainTextAsync(Decimals());
    }

    [Fact]
    public async Task Language_ChosenWhoseTextsCannotBeFetched_IsToldAndNothingChanges()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        await visitor.Page.RouteAsync("**/assets/texts.pt-*.js", route => route.AbortAsync());
        visitor.Expect("ERR_FAILED");

        await visitor.Page.GetByLabel("Settings and account").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Português" }).ClickAsync();

        await Expect(visitor.Page.GetByText("That language could not be loaded. Try again.")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    [GeneratedRegex(@"\d,\d")]
    private static partial Regex Decimals();
}
