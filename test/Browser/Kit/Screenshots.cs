using Microsoft.Playwright;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>Pictures of the page, for people to look at.</summary>
internal static class Screenshots
{
    private const float PatienceMs = 15_000;

    private static readonly string Folder = Path.Combine(Repository.Artifacts, "screenshots");

    /// <summary>The whole page, however long, into the artifacts.</summary>
    public static Task TakeAsync(IPage page, string name) => TakeAsync(page, Path.Combine(Folder, $"{name}.png"), fullPage: true);

    /// <summary>Into a file.</summary>
    public static async Task TakeAsync(IPage page, string path, bool fullPage)
    {
        var options = new PageScreenshotOptions { Path = path, FullPage = fullPage, Animations = ScreenshotAnimations.Disabled, Timeout = PatienceMs };
        try
        {
            await page.ScreenshotAsync(options);
        }
        catch (TimeoutException) when (page.ViewportSize is { } size)
        {
            // Now and then Chromium never draws the frame that a picture waits for. For another size it draws a new one.
            await page.SetViewportSizeAsync(size.Width, size.Height + 1);
            await page.SetViewportSizeAsync(size.Width, size.Height);
            await page.ScreenshotAsync(options);
        }
    }
}
