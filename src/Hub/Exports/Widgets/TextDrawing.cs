using System.Text.RegularExpressions;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>A text of Markdown as plain paragraphs. Addresses of links stand behind their text.</summary>
internal sealed partial class TextDrawing : IWidgetDrawing
{
    private const string Bullet = "•  ";

    public string Type => "text";

    public bool NeedsSources => false;

    public string Title => "Note";

    public Task<long> DrawAsync(WidgetScene scene, CancellationToken cancellationToken)
    {
        var lines = (scene.Options.Text("markdown") ?? "").ReplaceLineEndings("\n").Split('\n');
        foreach (var line in lines.Select(line => line.TrimEnd()).Where(line => line.Length > 0 && !Fence().IsMatch(line)))
        {
            scene.Paper.Paragraph(Plain(line));
        }

        return Task.FromResult(0L);
    }

    private static string Plain(string line)
    {
        var text = ListItem().Replace(Heading().Replace(line, ""), $"$1{Bullet}");
        return Mark().Replace(Link().Replace(text, "$1 ($2)"), "$2");
    }

    [GeneratedRegex(@"^\s*```", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s{0,3}(#{1,6}|>)\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(\s*)[-*+]\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ListItem();

    [GeneratedRegex(@"\[([^\]]*)\]\(([^)\s]*)\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark();
}
