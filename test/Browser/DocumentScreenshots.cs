using FlextMonitor.Browser.Tests.Kit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>The pictures of <c>docs/screenshots</c>. They are taken with every run of the tests, into the artifacts unless <c>docs/screenshots.sh</c> says otherwise.</summary>
public sealed class DocumentScreenshots(Chromium chromium) : BrowserTest(chromium)
{
    /// <summary>As the README can carry them.</summary>
    private const int MostBytes = 300_000;

    private const string SecondsVariable = "SCREENSHOT_SECONDS";

    [Fact]
    public async Task Take()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        await LetTimePassAsync(visitor);

        await TakeAsync(visitor, Look.Light, "live-light");
        await TakeAsync(visitor, Look.Dark, "live-dark");
        await TakeAsync(visitor, Look.PhoneDark, "phone");
        await visitor.LookAsync(Look.Light);
        await visitor.Page.Locator(".attention-failing").GetByRole(AriaRole.Button, new() { Name = "Log" }).ClickAsync();
        await Expect(visitor.Page.Locator("[data-log=ended]")).ToBeVisibleAsync();
        await TakeAsync(visitor, Look.Light, "drawer");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Page.Locator(".drawer")).ToHaveCountAsync(0);
        await visitor.OpenAsync("/?kiosk", "Live");
        await Expect(visitor.Tile("CPU")).ToContainTextAsync("%");
        await TakeAsync(visitor, new Look("wall", 1920, 1080, ColorScheme.Dark), "wall");
        await visitor.OpenAsync("/", "Live");
        await Daemon.StopAsync();
        await SeesAsync(visitor, "Down");
        await TakeAsync(visitor, Look.Light, "down");
    }

    /// <summary>Charts show what the page has seen; with nothing seen they are empty.</summary>
    private static Task LetTimePassAsync(Visitor visitor)
    {
        var seconds = Environment.GetEnvironmentVariable(SecondsVariable) is { Length: > 0 } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 3;
        return visitor.Page.WaitForTimeoutAsync(seconds * 1000);
    }

    private static async Task TakeAsync(Visitor visitor, Look look, string name)
    {
        await visitor.LookAsync(look);
        var path = Path.Combine(DocumentFolder.Path, $"{name}.png");
        await Screenshots.TakeAsync(visitor.Page, path, fullPage: false);
        new FileInfo(path).Length.ShouldBeLessThan(MostBytes);
    }
}
