using System.Text.Json.Nodes;
using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems.Rules;

/// <summary>A rule by which problems open: a built-in one, whose id is its kind, or one of the users' own.</summary>
/// <param name="Id">The kind for a built-in rule; otherwise an id that is never used again.</param>
/// <param name="Name">What people call it, 1 to 100 characters.</param>
/// <param name="Kind">One of <see cref="ProblemKinds"/>.</param>
/// <param name="IsEnabled">Whether it is evaluated.</param>
/// <param name="Severity">How urgent its problems are.</param>
/// <param name="Match">Which daemons and pipelines it concerns.</param>
/// <param name="Settings">
/// The settings of its kind, such as <c>delaySeconds</c> (how long the message is held back, 0 or more) or, for a threshold, <c>figure</c>, <c>above</c>, <c>below</c>,
/// <c>clear</c> and <c>forSeconds</c>.
/// </param>
/// <param name="Runbook">A link or a note for the person who is told; null if it has none.</param>
public sealed record Rule(
    string Id, string Name, string Kind, bool IsEnabled, ProblemSeverity Severity, RuleMatch Match, JsonObject Settings, string? Runbook)
{
    /// <summary>Whether it comes with the program: it can be changed and switched off, not deleted.</summary>
    public bool IsBuiltIn => Id == Kind;

    /// <summary>How long the message about an opening is held back, 0 or more.</summary>
    public TimeSpan Delay => TimeSpan.FromSeconds(Math.Max(0, this.Number(RuleSettings.DelaySeconds) ?? 0));
}
