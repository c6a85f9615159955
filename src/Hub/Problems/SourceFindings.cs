using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>What is wrong with a source itself and with its components.</summary>
internal static class SourceFindings
{
    /// <summary>It is down, or silent although it should be answering.</summary>
    /// <param name="facts">What is known of the source.</param>
    /// <param name="standing">How it stands.</param>
    /// <param name="partOf">Id of the problem that explains it; null if none does.</param>
    public static Finding? Unreachable(SourceFacts facts, SourceStanding standing, string? partOf)
    {
        if (facts.Rules.Of(ProblemKinds.Unreachable) is not { } rule || facts.Status is not { } status)
        {
            return null;
        }

        return standing switch
        {
            // Never heard: it may have been out of reach for ever.
            SourceStanding.Down => Of(facts, rule, $"{facts.Name} cannot be reached", status.Since) with { SinceAtLeast = facts.ObservedAt is null, PartOf = partOf },
            SourceStanding.Stale => Of(facts, rule, $"{facts.Name} has gone silent", facts.SilentSince ?? status.Since) with
            {
                SinceAtLeast = facts.IsSilentAtLeast,
                PartOf = partOf,
            },
            _ => null,
        };
    }

    /// <summary>It answers, but at least one of its feeds with an error.</summary>
    public static Finding? Degraded(SourceFacts facts, SourceStanding standing) =>
        standing == SourceStanding.Degraded && facts.Status is { } status && facts.Rules.Of(ProblemKinds.Degraded) is { } rule
            ? Of(facts, rule, $"{facts.Name} answers only in part", status.Since) with
            {
                // Never live: nobody saw it begin.
                SinceAtLeast = status.LastLiveAt is null,
            }
            : null;

    /// <summary>Components that are not healthy; the source itself if it says so of itself without such a component. For a health feed that is confirmed.</summary>
    public static IReadOnlyList<Finding> Components(SourceFacts facts)
    {
        if (facts.Health is not { Fallback: false } health || facts.Rules.Of(ProblemKinds.Component) is not { } rule)
        {
            return [];
        }

        Finding[] unhealthy =
        [
            .. health.Components.Where(entry => !entry.Value.Healthy).Select(entry => Component(
                facts, rule, entry.Key, $"{IsolatedText.Of(entry.Value.Name)} of {facts.Name} is not healthy", entry.Value.Message)),
        ];
        return unhealthy.Length > 0 || health.Healthy
            ? unhealthy
            : [Component(facts, rule, ComponentChanges.Whole, $"{facts.Name} reports that it is not healthy", health.Error) with { Component = null }];
    }

    private static Finding Component(SourceFacts facts, Rule rule, string key, string title, string? message)
    {
        var change = facts.Components.Of(key)!;
        return new Finding
        {
            Subject = new(ProblemKinds.Component, key),
            Severity = rule.Severity,
            RuleId = RuleIdOf(rule),
            Title = title,
            Detail = ErrorText.FirstTellingLine(message),
            Component = key,
            Since = change.Since,
            SinceAtLeast = !change.IsSeen,
        };
    }

    private static Finding Of(SourceFacts facts, Rule rule, string title, DateTimeOffset since) => new()
    {
        Subject = new(rule.Kind, ""),
        Severity = rule.Severity,
        RuleId = RuleIdOf(rule),
        Title = title,
        Detail = ErrorText.FirstTellingLine(facts.Status?.Error),
        Since = since,
    };

    private static string? RuleIdOf(Rule rule) => rule.IsBuiltIn ? null : rule.Id;
}
