using System.Text.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Schedules;

namespace FlextMonitor.Hub.Problems.Rules;

/// <inheritdoc cref="IRuleCheck"/>
internal sealed class RuleCheck : IRuleCheck
{
    private const double LongestSeconds = 24 * 60 * 60;

    private static readonly string[] OfThreshold = [RuleSettings.Figure, RuleSettings.Above, RuleSettings.Below, RuleSettings.Clear, RuleSettings.ForSeconds, RuleSettings.DelaySeconds];

    public IReadOnlyDictionary<string, string[]> Check(string kind, JsonObject settings)
    {
        var problems = new Dictionary<string, string[]>();
        var known = KnownOf(kind);
        foreach (var (name, value) in settings)
        {
            if (!known.Contains(name))
            {
                problems[name] = [$"Unknown setting. Known settings of {kind}: {string.Join(", ", known)}."];
            }
            else if (value is not null && Refusal(name, value) is { } refusal)
            {
                problems[name] = [refusal];
            }
        }

        if (kind == ProblemKinds.Threshold)
        {
            AddMissing(settings, problems);
        }

        return problems;
    }

    private static string[] KnownOf(string kind) => kind switch
    {
        ProblemKinds.Threshold => OfThreshold,
        ProblemKinds.MissedStart => [RuleSettings.Schedule, RuleSettings.Zone, RuleSettings.DelaySeconds],
        ProblemKinds.LateFinish => [RuleSettings.Deadline, RuleSettings.MaxMinutes, RuleSettings.Zone, RuleSettings.DelaySeconds],
        _ => [RuleSettings.DelaySeconds],
    };

    private static string? Refusal(string name, JsonNode value) => name switch
    {
        RuleSettings.DelaySeconds or RuleSettings.ForSeconds => NumberOf(value) is >= 0 and <= LongestSeconds ? null : $"{value.ToJsonString()} must be a number of seconds from 0 to {LongestSeconds:0}.",
        RuleSettings.Above or RuleSettings.Below or RuleSettings.Clear => NumberOf(value) is not null ? null : $"{value.ToJsonString()} must be a number.",
        RuleSettings.MaxMinutes => NumberOf(value) is > 0 and <= LongestSeconds ? null : $"{value.ToJsonString()} must be a number of minutes from 1 to {LongestSeconds:0}.",
        RuleSettings.Figure => ThresholdFigure.Find(TextOf(value)) is not null ? null : $"{value.ToJsonString()} must be one of {string.Join(", ", ThresholdFigure.Names)}.",
        RuleSettings.Schedule => ZonedSchedule.TryParse(TextOf(value), zone: null) is not null ? null : $"{value.ToJsonString()} must be a cron expression of five fields, such as 0 3 * * *.",
        RuleSettings.Zone => TextOf(value) is { } zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? null : $"{value.ToJsonString()} must be a time zone, such as Europe/Lisbon.",
        RuleSettings.Deadline => TimeOnly.TryParseExact(TextOf(value), "HH:mm", out _) ? null : $"{value.ToJsonString()} must be a time of day, such as 06:30.",
        _ => null,
    };

    private static void AddMissing(JsonObject settings, Dictionary<string, string[]> problems)
    {
        if (settings[RuleSettings.Figure] is null)
        {
            problems.TryAdd(RuleSettings.Figure, [$"A threshold needs a figure, one of {string.Join(", ", ThresholdFigure.Names)}."]);
        }

        if (settings[RuleSettings.Above] is null && settings[RuleSettings.Below] is null)
        {
            problems.TryAdd(RuleSettings.Above, [$"A threshold needs {RuleSettings.Above} or {RuleSettings.Below}."]);
        }
    }

    private static double? NumberOf(JsonNode value) =>
        value is JsonValue number && number.GetValueKind() == JsonValueKind.Number && number.TryGetValue<double>(out var parsed) && double.IsFinite(parsed) ? parsed : null;

    private static string? TextOf(JsonNode value) => value is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>() : null;
}
