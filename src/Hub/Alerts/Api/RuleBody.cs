using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary>The body of a request for a rule.</summary>
/// <param name="Name">What people call it, 1 to 100 characters.</param>
/// <param name="Kind"><c>threshold</c>, or the kind of the built-in rule that is changed.</param>
/// <param name="Enabled">Whether it is evaluated; true if it is missing.</param>
/// <param name="Severity"><c>info</c>, <c>warning</c> or <c>critical</c>.</param>
/// <param name="Match">What it concerns; everything if it is missing.</param>
/// <param name="Settings">The settings of its kind.</param>
/// <param name="Runbook">A link or a note for the person who is told, at most 2,000 characters; <c>null</c> for none.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RuleBody(
    string? Name, string? Kind, string? Severity, bool? Enabled = null, MatchBody? Match = null, JsonElement? Settings = null, string? Runbook = null)
{
    private const int LongestRunbook = 2000;
    private static readonly string[] Severities = ["info", "warning", "critical"];

    /// <summary>The rule that a request describes.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="kind">The kind that it must have.</param>
    /// <param name="sources">The daemons that the caller may see.</param>
    /// <param name="check">Knows the settings of each kind; null if nothing does.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public Rule Read(string id, string kind, IReadOnlyList<string> sources, IRuleCheck? check, FieldErrors errors)
    {
        errors.OneOf("kind", Kind, [kind]);
        var severity = Array.IndexOf(Severities, errors.OneOf("severity", Severity, Severities));
        var settings = SettingsBody.Read(Settings, errors);
        errors.AddAll(check?.Check(kind, settings) ?? new Dictionary<string, string[]>(), "settings.");
        return new Rule(
            id,
            errors.Text("name", Name, AlertLimits.LongestName),
            kind,
            Enabled ?? true,
            (ProblemSeverity)Math.Max(0, severity),
            MatchBody.Read(Match, sources, errors),
            settings,
            errors.OptionalText("runbook", Runbook, LongestRunbook));
    }
}

/// <summary>A rule.</summary>
/// <param name="Id">Its id: the kind for a built-in rule.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Kind">The kind of problem that it opens.</param>
/// <param name="Enabled">Whether it is evaluated.</param>
/// <param name="Severity">How urgent its problems are.</param>
/// <param name="Match">What it concerns, without daemons that the caller may not see.</param>
/// <param name="Settings">The settings of its kind.</param>
/// <param name="Runbook">A link or a note; <c>null</c> for none.</param>
/// <param name="BuiltIn">Whether it comes with the program: it can be changed and switched off; deleting it brings its first settings back.</param>
internal sealed record RuleResponse(string Id, string Name, string Kind, bool Enabled, ProblemSeverity Severity, MatchBody Match, JsonObject Settings, string? Runbook, bool BuiltIn)
{
    public static RuleResponse Of(Rule rule, Rights rights) =>
        new(rule.Id, rule.Name, rule.Kind, rule.IsEnabled, rule.Severity, MatchBody.Of(rule.Match, rights), rule.Settings, rule.Runbook, rule.IsBuiltIn);
}

/// <summary>Rules.</summary>
/// <param name="Rules">In the order of their names; may be empty.</param>
internal sealed record RulesResponse(IReadOnlyList<RuleResponse> Rules);
