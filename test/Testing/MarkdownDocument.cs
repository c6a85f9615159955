using System.Text.RegularExpressions;

namespace FlextMonitor.Testing;

/// <summary>A document of the repository, whose code runs in tests and whose marked sections are generated.</summary>
public sealed partial class MarkdownDocument
{
    private readonly string _path;

    private MarkdownDocument(string path)
    {
        _path = path;
        Text = File.ReadAllText(path).ReplaceLineEndings("\n");
    }

    /// <summary>The whole text, with line ends of Unix.</summary>
    public string Text { get; }

    /// <summary>Opens a document.</summary>
    /// <param name="path">Its path below the repository's root, such as <c>docs/protocol.md</c>.</param>
    public static MarkdownDocument Open(string path) => new(Path.Combine(Repository.Root, path));

    /// <summary>The only code block of a language, as it stands.</summary>
    /// <param name="language">As the block's fence names it, such as <c>js</c>.</param>
    /// <exception cref="InvalidOperationException">The document has no such block, or several.</exception>
    public string Code(string language) => CodeBlock().Matches(Text)
        .Where(block => block.Groups["language"].Value == language)
        .Select(block => block.Groups["code"].Value)
        .Single();

    /// <summary>The rows of the first table below a heading of the second level, as cells; without the table's own heading.</summary>
    /// <param name="heading">The heading's text, such as <c>Messages</c>.</param>
    public IReadOnlyList<string[]> Table(string heading) =>
        [.. Text.Split('\n').SkipWhile(line => line != $"## {heading}").Skip(1)
            .SkipWhile(line => !line.StartsWith("|--", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))];

    /// <summary>The text between <c>&lt;!-- name: begin --&gt;</c> and <c>&lt;!-- name: end --&gt;</c>, without the line ends around it.</summary>
    public string Section(string name)
    {
        var (from, to) = Find(name);
        return Text[from..to].Trim('\n');
    }

    /// <summary>Replaces that text in the file.</summary>
    public void WriteSection(string name, string text)
    {
        var (from, to) = Find(name);
        File.WriteAllText(_path, $"{Text[..from]}\n{text}\n{Text[to..]}");
    }

    private (int From, int To) Find(string name)
    {
        var begin = $"<!-- {name}: begin -->";
        var from = Text.IndexOf(begin, StringComparison.Ordinal);
        var to = Text.IndexOf($"<!-- {name}: end -->", StringComparison.Ordinal);
        return from >= 0 && to > from
            ? (from + begin.Length, to)
            : throw new InvalidOperationException($"{_path} has no section '{name}' between <!-- {name}: begin --> and <!-- {name}: end -->.");
    }

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
