using System.Globalization;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>The pictures of <c>docs/screenshots</c>. They are taken with every run of the tests, into the artifacts unless <c>docs/screenshots.sh</c> says otherwise.</summary>
internal static class DocumentPictures
{
    /// <summary>As the README can carry them.</summary>
    private const int MostBytes = 300_000;

    private const string SecondsVariable = "SCREENSHOT_SECONDS";

    /// <summary>Charts show what the page has seen; with nothing seen they are empty.</summary>
    public static Task LetTimePassAsync(Visitor visitor)
    {
        var seconds = Environment.GetEnvironmentVariable(SecondsVariable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 3;
        return visitor.Page.WaitForTimeoutAsync(seconds * 1000);
    }

    /// <summary>Takes one of the first screen.</summary>
    public static async Task TakeAsync(Visitor visitor, Look look, string name)
    {
        await visitor.LookAsync(look);
        var path = Path.Combine(DocumentFolder.Path, $"{name}.png");
        await Screenshots.TakeAsync(visitor.Page, path, fullPage: false);
        new FileInfo(path).Length.ShouldBeLessThan(MostBytes);
    }
}
