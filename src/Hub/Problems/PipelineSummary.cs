using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>How one pipeline stands, and what of that is news.</summary>
internal static class PipelineSummary
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>A pipeline that the daemon does not list is forgotten if no run of it began within this time.</summary>
    public static readonly TimeSpan UnlistedMemory = TimeSpan.FromDays(7);

    /// <summary>Whether there is such a pipeline.</summary>
    /// <param name="definition">What the daemon lists; null if it does not list the pipeline.</param>
    /// <param name="runs">The pipeline's known runs; null if there are none.</param>
    /// <param name="lastStartedAt">When the last run began that an earlier term knew; null if not known.</param>
    /// <param name="now">The present time.</param>
    public static bool Exists(PipelineDefinition? definition, PipelineRuns? runs, DateTimeOffset? lastStartedAt, DateTimeOffset now) =>
        definition is not null || lastStartedAt >= now - UnlistedMemory
        || runs?.Runs.Any(run => !((run.StartedAt ?? run.ObservedAt) < now - UnlistedMemory)) == true;

    /// <summary>How the pipeline stands, without a place in the order.</summary>
    public static PipelineStatus Of(SourceFacts facts, string id, FailureRow row, DateTimeOffset? nextDueAt, int seenPercent, Evidence evidence)
    {
        var definition = facts.DefinitionOf(id);
        var runs = facts.Runs.Of(id);
        var newest = runs?.Runs[0];
        var outcomes = Outcomes.Of(runs?.Runs ?? [], evidence.Now - Day);
        return new PipelineStatus
        {
            Source = facts.Name,
            Epoch = 0,
            Sequence = 0,
            ObservedAt = evidence.ObservedAt,
            Id = id,
            Name = NameOf(definition, runs, id),
            Schedule = definition?.Schedule,
            IsActive = definition?.IsActive ?? true,
            NextDueAt = nextDueAt,
            LastExecutionId = newest?.Id,
            LastStatus = newest?.Status,
            LastStartedAt = newest?.StartedAt,
            LastEndedAt = runs?.Runs.FirstOrDefault(run => run.HasEnded())?.EndedAt(),
            LastGoodAt = row.LastGoodAt,
            FailuresInARow = row.Count,
            FailuresAtLeast = row.IsAtLeast,
            UsualSeconds = runs?.Usual is { } usual ? (long)Math.Round(usual.TotalSeconds) : null,
            UsualRows = runs?.UsualRows,
            Runs24h = outcomes.Ended,
            Succeeded24h = outcomes.Succeeded,
            Failed24h = outcomes.Failed,
            SeenPercent24h = seenPercent,
        };
    }

    /// <summary>The name that the daemon lists; else that of its newest run; else its id.</summary>
    public static string NameOf(PipelineDefinition? definition, PipelineRuns? runs, string id) =>
        definition?.Name is { Length: > 0 } listed ? listed
        : runs?.Runs[0].PipelineName is { Length: > 0 } told ? told
        : id;

    /// <summary>Whether they differ in nothing but their places in the order and their evidence.</summary>
    public static bool IsSame(PipelineStatus one, PipelineStatus other) => one == other with
    {
        Epoch = one.Epoch,
        Sequence = one.Sequence,
        ObservedAt = one.ObservedAt,
    };

    /// <summary>Whether they differ in nothing but that and what only moves with the clock: how much of the day was watched, and when it is due next.</summary>
    public static bool IsSameAsideFromClock(PipelineStatus one, PipelineStatus other) =>
        IsSame(one, other with { SeenPercent24h = one.SeenPercent24h, NextDueAt = one.NextDueAt });
}
