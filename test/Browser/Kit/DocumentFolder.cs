using System.Globalization;
using FlextMonitor.Testing;
using Microsoft.Playwright;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>Where the pictures that the documents show are kept: in the artifacts unless <c>docs/screenshots.sh</c> names another folder.</summary>
internal static class DocumentFolder
{
    private const string Variable = "SCREENSHOT_FOLDER";

    /// <summary>Of 100: pictures of large screens would be as large as all else in the repository.</summary>
    private const int LargeQuality = 55;

    private const double LargeScale = 0.5;

    private static readonly string? Named = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;

    /// <summary>Whether what the documents show is kept.</summary>
    public static bool IsNamed => Named is not null;

    /// <summary>The folder, as a whole path.</summary>
    public static readonly string Path = Named ?? System.IO.Path.Combine(Repository.Artifacts, "screenshots", "docs");

    /// <summary>Keeps what fills a large screen or a sheet of paper, half as large as it is. Does nothing unless the folder was named.</summary>
    public static async Task KeepAsync(IPage page, string name)
    {
        if (!IsNamed || page.ViewportSize is not { } size)
        {
            return;
        }

        var session = await page.Context.NewCDPSessionAsync(page);
        var taken = await session.SendAsync("Page.captureScreenshot", new Dictionary<string, object>
        {
            ["format"] = "jpeg",
            ["quality"] = LargeQuality,
            ["clip"] = new { x = 0, y = 0, width = size.Width, height = size.Height, scale = LargeScale },
        });
        await session.DetachAsync();
        var file = System.IO.Path.Combine(Path, "states", $"{name}.jpg");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, taken!.Value.GetProperty("data").GetBytesFromBase64());
    }

    /// <summary>
    /// Keeps the first screen of a state in the looks that the documents have, and beside it what axe says: rules passed, violations. Does nothing unless
    /// the folder was named: pictures take longer than all else that a test does.
    /// </summary>
    public static async Task KeepAsync(IPage page, string state, Look look, AccessibilityReport report)
    {
        if (!IsNamed)
        {
            return;
        }

        var file = System.IO.Path.Combine(Path, "states", $"{state}-{look.Name}");
        if (look == Look.Light || look == Look.Phone)
        {
            await Screenshots.TakeAsync(page, $"{file}.png", fullPage: false);
        }

        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync($"{file}.axe", string.Create(CultureInfo.InvariantCulture, $"{report.RulesPassed} {report.Violations.Length}\n"));
    }
}
