using System.Text.Json;
using System.Text.RegularExpressions;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Problems;

/// <summary>The reasons that the evaluator gives, and the page's words for them.</summary>
public sealed partial class RuleReasonTextsTests
{
    [Fact]
    public void Page_HasWordsForEveryReason_WithValuesOfItsSentence()
    {
        var given = Directory.GetFiles(Repository.PathOf("src", "Hub", "Problems"), "*.cs").Select(File.ReadAllText)
            .SelectMany(source => Reason().Matches(source)).ToDictionary(match => match.Groups[1].Value, match => Values(match.Groups[2].Value));

        using var texts = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("src", "Web", "App", "src", "pages", "alerts", "texts.en.json")));
        var worded = texts.RootElement.GetProperty("reason").EnumerateObject().ToDictionary(reason => reason.Name, reason => Values(reason.Value.GetString()!));

        given.Count.ShouldBeGreaterThan(20);
        worded.Keys.Order(StringComparer.Ordinal).ShouldBe(given.Keys.Order(StringComparer.Ordinal));
        worded.ShouldAllBe(reason => reason.Value.All(value => value == "figure" || given[reason.Key].Contains(value)));
    }

    private static HashSet<string> Values(string sentence) => [.. Value().Matches(sentence).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("RuleReason\\.Of\\(\\s*\"([a-z-]+)\",\\s*(?:label \\+ )?(\"[^\"]*\")")]
    private static partial Regex Reason();

    [GeneratedRegex("\\{([a-zA-Z]+)")]
    private static partial Regex Value();
}
