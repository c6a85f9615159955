using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Schedules;

namespace FlextMonitor.Hub.Problems.Rules;

/// <summary>The enabled rules that concern one pipeline.</summary>
internal sealed class PipelineRules
{
    private readonly Dictionary<string, Rule> _byKind = new(StringComparer.Ordinal);
    private (string? Told, ZonedSchedule? Schedule)? _schedule;

    public PipelineRules(IReadOnlyList<Rule> rules, IReadOnlyList<ThresholdRule> thresholds)
    {
        foreach (var rule in rules)
        {
            _byKind.TryAdd(rule.Kind, rule);
        }

        Thresholds = thresholds;
        Deadline = Of(ProblemKinds.LateFinish) is { } late ? DailyDeadline.Of(late) : null;
    }

    /// <summary>Thresholds of the pipeline's figures.</summary>
    public IReadOnlyList<ThresholdRule> Thresholds { get; }

    /// <summary>The time of day by which its run must be done; null if there is none.</summary>
    public DailyDeadline? Deadline { get; }

    /// <summary>The rule of a kind; null if there is none, so that nothing of that kind is found.</summary>
    public Rule? Of(string kind) => _byKind.GetValueOrDefault(kind);

    /// <summary>When the pipeline is due: the schedule typed into its rule, otherwise what its daemon tells. Null if there is none, or if it cannot be read.</summary>
    public ZonedSchedule? ScheduleOf(PipelineDefinition? definition)
    {
        var rule = Of(ProblemKinds.MissedStart);
        var text = rule?.Text(RuleSettings.Schedule) ?? definition?.Schedule;
        if (_schedule is not { } held || held.Told != text)
        {
            _schedule = held = (text, ZonedSchedule.TryParse(text, rule?.Text(RuleSettings.Zone)));
        }

        return held.Schedule;
    }
}
