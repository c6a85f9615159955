using FlextMonitor.Browser.Tests.Kit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>The pictures of the dashboard in README; see <see cref="DocumentPictures"/>.</summary>
public sealed class DocumentScreenshots(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Take()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        await DocumentPictures.LetTimePassAsync(visitor);

        await DocumentPictures.TakeAsync(visitor, Look.Light, "live-light");
        await DocumentPictures.TakeAsync(visitor, Look.Dark, "live-dark");
        await DocumentPictures.TakeAsync(visitor, Look.PhoneDark, "phone");
        await visitor.LookAsync(Look.Light);
        await visitor.Page.Locator(".attention-failing").GetByRole(AriaRole.Button, new() { Name = "Log" }).ClickAsync();
        await Expect(visitor.Page.Locator("[data-log=ended]")).ToBeVisibleAsync();
        await DocumentPictures.TakeAsync(visitor, Look.Light, "drawer");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Page.Locator(".drawer")).ToHaveCountAsync(0);
        await visitor.OpenAsync("/?kiosk", "Live");
        await Expect(visitor.Tile("CPU")).ToContainTextAsync("%");
        await DocumentPictures.TakeAsync(visitor, new Look("wall", 1920, 1080, ColorScheme.Dark), "wall");
        await visitor.OpenAsync("/", "Live");
        await Daemon.StopAsync();
        await SeesAsync(visitor, "Down");
        await DocumentPictures.TakeAsync(visitor, Look.Light, "down");
    }
}
