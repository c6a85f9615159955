using System.Text.Json.Serialization;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary>What a rule, route or silence concerns, in a request or an answer. An empty or missing list matches everything.</summary>
/// <param name="Severities"><c>info</c>, <c>warning</c>, <c>critical</c>.</param>
/// <param name="Sources">Names of daemons.</param>
/// <param name="Pipelines">Patterns of pipeline names and ids: <c>*</c> stands for any text, <c>?</c> for one character.</param>
/// <param name="Kinds">Kinds of problem.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record MatchBody(
    IReadOnlyList<string?>? Severities = null, IReadOnlyList<string?>? Sources = null, IReadOnlyList<string?>? Pipelines = null, IReadOnlyList<string?>? Kinds = null)
{
    private const int Most = 200;
    private const int LongestPattern = 256;
    private const int LongestKind = 64;

    private static readonly string[] AllSeverities = ["info", "warning", "critical"];

    /// <summary>The match that a request describes.</summary>
    /// <param name="body">The body; null if it is missing.</param>
    /// <param name="sources">The daemons that the caller may see.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static RuleMatch Read(MatchBody? body, IReadOnlyList<string> sources, FieldErrors errors)
    {
        if (body is null)
        {
            return RuleMatch.Everything;
        }

        return new RuleMatch
        {
            Severities = Words("match.severities", body.Severities, AllSeverities, errors),
            Sources = Words("match.sources", body.Sources, sources, errors, SourceNames.Monitor),
            Pipelines = errors.Texts("match.pipelines", body.Pipelines, Most, LongestPattern),
            Kinds = errors.Texts("match.kinds", body.Kinds, Most, LongestKind),
        };
    }

    /// <summary>A match as a caller may see it: without the daemons that the caller may not see.</summary>
    public static MatchBody Of(RuleMatch match, Rights rights) =>
        new(match.Severities, [.. match.Sources.Where(rights.MaySee)], match.Pipelines, match.Kinds);

    /// <summary>Whether a caller may see what has a match: at least one of its daemons.</summary>
    public static bool IsVisible(RuleMatch match, Rights rights) => match.Sources.Count == 0 || match.Sources.Any(rights.MaySee);

    private static IReadOnlyList<string> Words(string field, IReadOnlyList<string?>? values, IReadOnlyList<string> allowed, FieldErrors errors, string? also = null)
    {
        var words = errors.Texts(field, values, Most, LongestPattern);
        foreach (var word in words.Where(word => word.Length > 0 && !allowed.Contains(word) && word != also))
        {
            errors.Add(field, $"{field} names '{FieldErrors.Excerpt(word)}', and may name {string.Join(", ", allowed)}.");
        }

        return words;
    }
}
