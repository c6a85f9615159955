using System.Globalization;
using Microsoft.Playwright;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>Where what the documents show is kept: in the artifacts unless <c>docs/screenshots.sh</c> says otherwise.</summary>
internal static class DocumentFolder
{
    private const string Variable = "SCREENSHOT_FOLDER";

    /// <summary>The folder, as a whole path.</summary>
    public static readonly string Path =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : System.IO.Path.Combine(Repository.Artifacts, "screenshots", "docs");

    /// <summary>Keeps the first screen of a state in the looks that the documents have, and beside it what axe says: rules passed, violations.</summary>
    public static async Task KeepAsync(IPage page, string state, Look look, AccessibilityReport report)
    {
        var file = System.IO.Path.Combine(Path, "states", $"{state}-{look.Name}");
        if (look == Look.Light || look == Look.Phone)
        {
            await Screenshots.TakeAsync(page, $"{file}.png", fullPage: false);
        }

        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync($"{file}.axe", string.Create(CultureInfo.InvariantCulture, $"{report.RulesPassed} {report.Violations.Length}\n"));
    }
}
