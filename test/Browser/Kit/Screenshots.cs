using Microsoft.Playwright;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>Pictures of the page, for people to look at.</summary>
internal static class Screenshots
{
    private static readonly string Folder = Path.Combine(Repository.Artifacts, "screenshots");

    /// <summary>The whole page, however long, into the artifacts.</summary>
    public static Task TakeAsync(IPage page, string name) => TakeAsync(page, Path.Combine(Folder, $"{name}.png"), fullPage: true);

    /// <summary>Into a file.</summary>
    public static Task TakeAsync(IPage page, string path, bool fullPage) =>
        page.ScreenshotAsync(new() { Path = path, FullPage = fullPage, Animations = ScreenshotAnimations.Disabled });
}
