using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>What is wrong with a source itself and with its components.</summary>
internal static class SourceFindings
{
    /// <summary>It is down, or silent although it should be answering.</summary>
    public static Finding? Unreachable(SourceFacts facts, SourceStanding standing) => (standing, facts.Status) switch
    {
        (SourceStanding.Down, { } status) => new Finding
        {
            Subject = new(ProblemKinds.Unreachable, ""),
            Severity = ProblemSeverity.Critical,
            Title = $"{facts.Name} cannot be reached",
            Detail = ErrorText.FirstTellingLine(status.Error),
            Since = status.Since,

            // Never heard: it may have been out of reach for ever.
            SinceAtLeast = facts.ObservedAt is null,
        },
        (SourceStanding.Stale, { } status) => new Finding
        {
            Subject = new(ProblemKinds.Unreachable, ""),
            Severity = ProblemSeverity.Critical,
            Title = $"{facts.Name} has gone silent",
            Detail = ErrorText.FirstTellingLine(status.Error),
            Since = facts.SilentSince ?? status.Since,
            SinceAtLeast = facts.IsSilentAtLeast,
        },
        _ => null,
    };

    /// <summary>It answers, but at least one of its feeds with an error.</summary>
    public static Finding? Degraded(SourceFacts facts, SourceStanding standing) =>
        standing != SourceStanding.Degraded || facts.Status is not { } status ? null : new Finding
        {
            Subject = new(ProblemKinds.Degraded, ""),
            Severity = ProblemSeverity.Warning,
            Title = $"{facts.Name} answers only in part",
            Detail = ErrorText.FirstTellingLine(status.Error),
            Since = status.Since,

            // Never live: nobody saw it begin.
            SinceAtLeast = status.LastLiveAt is null,
        };

    /// <summary>Components that are not healthy; the source itself if it says so of itself without such a component. For a health feed that is confirmed.</summary>
    public static IReadOnlyList<Finding> Components(SourceFacts facts)
    {
        if (facts.Health is not { Fallback: false } health)
        {
            return [];
        }

        Finding[] unhealthy =
        [
            .. health.Components.Where(entry => !entry.Value.Healthy).Select(entry => Component(
                facts, entry.Key, $"{IsolatedText.Of(entry.Value.Name)} of {facts.Name} is not healthy", entry.Value.Message)),
        ];
        return unhealthy.Length > 0 || health.Healthy
            ? unhealthy
            : [Component(facts, ComponentChanges.Whole, $"{facts.Name} reports that it is not healthy", health.Error) with { Component = null }];
    }

    private static Finding Component(SourceFacts facts, string key, string title, string? message)
    {
        var change = facts.Components.Of(key)!;
        return new Finding
        {
            Subject = new(ProblemKinds.Component, key),
            Severity = ProblemSeverity.Critical,
            Title = title,
            Detail = ErrorText.FirstTellingLine(message),
            Component = key,
            Since = change.Since,
            SinceAtLeast = !change.IsSeen,
        };
    }
}
