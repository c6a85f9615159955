using FlextMonitor.Testing;
using Microsoft.Playwright;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>Pictures of the page, for people to look at.</summary>
internal static class Screenshots
{
    /// <summary>For a frame that Chromium draws at once or never.</summary>
    private const float FramePatienceMs = 5_000;

    /// <summary>For a picture on a busy machine.</summary>
    private const float PatienceMs = 30_000;

    private static readonly string Folder = Path.Combine(Repository.Artifacts, "screenshots");

    /// <summary>Whether every look of every state is kept, which takes longer than all else that a test does: only with <c>TEST_PICTURES</c>.</summary>
    public static bool AreKept { get; } = Environment.GetEnvironmentVariable("TEST_PICTURES") is { Length: > 0 };

    /// <summary>The whole page, however long, into the artifacts.</summary>
    public static Task TakeAsync(IPage page, string name) => TakeAsync(page, Path.Combine(Folder, $"{name}.png"), fullPage: true);

    /// <summary>Into a file.</summary>
    public static async Task TakeAsync(IPage page, string path, bool fullPage)
    {
        var options = new PageScreenshotOptions { Path = path, FullPage = fullPage, Animations = ScreenshotAnimations.Disabled, Timeout = FramePatienceMs };
        try
        {
            await page.ScreenshotAsync(options);
        }
        catch (TimeoutException) when (page.ViewportSize is { } size)
        {
            // Now and then Chromium never draws the frame that a picture waits for. For another size it draws a new one.
            await page.SetViewportSizeAsync(size.Width, size.Height + 1);
            await page.SetViewportSizeAsync(size.Width, size.Height);
            options.Timeout = PatienceMs;
            await page.ScreenshotAsync(options);
        }
    }
}
