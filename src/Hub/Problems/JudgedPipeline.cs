using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;
using FlextMonitor.Hub.Problems.Schedules;

namespace FlextMonitor.Hub.Problems;

/// <summary>What is judged of one pipeline at one time.</summary>
/// <param name="Facts">What is known of its source.</param>
/// <param name="Id">The pipeline's id; may be empty.</param>
/// <param name="Name">The pipeline's name; may be empty.</param>
/// <param name="Rules">The rules that concern it.</param>
/// <param name="Row">Its failures in a row.</param>
/// <param name="KnownSince">Since when it is known: nothing is said of what was due before.</param>
/// <param name="Now">The present time.</param>
internal sealed record JudgedPipeline(
    SourceFacts Facts, string Id, string Name, PipelineRules Rules, FailureRow Row, DateTimeOffset KnownSince, DateTimeOffset Now)
{
    /// <summary>Its known runs; null if there are none.</summary>
    public PipelineRuns? Runs { get; } = Facts.Runs.Of(Id);

    /// <summary>What the daemon lists; null if it does not list the pipeline.</summary>
    public PipelineDefinition? Definition { get; } = Facts.DefinitionOf(Id);

    /// <summary>The newest run that has ended; null if none is known.</summary>
    public ExecutionData? LastEnded => Runs?.Runs.FirstOrDefault(run => run.HasEnded());

    /// <summary>When it is due; null if that is not known, or if the daemon does not start it.</summary>
    public ZonedSchedule? Schedule => Definition?.IsActive == false || Facts.VanishedOf(Id) is not null ? null : Rules.ScheduleOf(Definition);

    /// <summary>What a sentence calls it.</summary>
    public string Called => Name.Length > 0 ? IsolatedText.Of(Name) : "A pipeline without a name";

    /// <summary>Something that is wrong with the pipeline by a rule.</summary>
    public Finding Finding(Rule rule, string title, DateTimeOffset since) => new()
    {
        Subject = new(rule.Kind, Id),
        Severity = rule.Severity,
        RuleId = rule.IsBuiltIn ? null : rule.Id,
        Title = title,
        PipelineId = Id.Length > 0 ? Id : null,
        PipelineName = Name,
        Since = since,
        LastGoodAt = Row.LastGoodAt,
    };
}
