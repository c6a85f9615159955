namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>A section of a Markdown document that a program writes, between two marker comments.</summary>
internal static class MarkedSection
{
    /// <summary>Replaces the text between <c>&lt;!-- name: begin --&gt;</c> and <c>&lt;!-- name: end --&gt;</c>.</summary>
    /// <exception cref="InvalidOperationException">The document does not contain both markers in this order.</exception>
    public static void Write(string path, string name, string text)
    {
        var document = File.ReadAllText(path);
        var begin = $"<!-- {name}: begin -->";
        var from = document.IndexOf(begin, StringComparison.Ordinal);
        var to = document.IndexOf($"<!-- {name}: end -->", StringComparison.Ordinal);
        if (from < 0 || to < from)
        {
            throw new InvalidOperationException($"{path} does not hold the comments '{name}: begin' and '{name}: end'.");
        }

        File.WriteAllText(path, $"{document[..(from + begin.Length)]}\n\n{text.Trim()}\n\n{document[to..]}");
    }
}
