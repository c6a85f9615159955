using System.Globalization;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>Says, with the numbers that are compared, how a pipeline stands by a rule.</summary>
internal static class RuleReasons
{
    /// <summary>Why a rule is not evaluated for a subject at all; null if it is.</summary>
    public static string? WhyNotJudged(Rule rule, string source, string? pipelineId, string? name) =>
        !rule.IsEnabled ? "The rule is switched off."
        : !new RuleSet([rule]).Of(source).Includes(rule, pipelineId, name) ? "The rule does not concern this daemon or pipeline."
        : null;

    /// <summary>The reasons, each as a sentence; not empty.</summary>
    public static IReadOnlyList<string> Of(Rule rule, JudgedPipeline pipeline) => rule.Kind switch
    {
        ProblemKinds.Failing => [Text($"{pipeline.Called} failed {pipeline.Row.Count} times since its last good run.")],
        ProblemKinds.Slow or ProblemKinds.Stuck => Running(pipeline),
        ProblemKinds.MissedStart => [Start(pipeline)],
        ProblemKinds.LateFinish => [Finish(pipeline)],
        ProblemKinds.ZeroRows or ProblemKinds.FewRows => [Rows(pipeline)],
        ProblemKinds.TooQuick => [Quick(pipeline)],
        ProblemKinds.Vanished => [pipeline.Facts.VanishedOf(pipeline.Id) is { } vanished ? Text($"It has not been listed since {vanished.At:u}.") : "Its daemon did not stop listing it."],
        ProblemKinds.Threshold when ThresholdRule.Of(rule) is { Figure.OfPipeline: { } read } threshold => [Compared(threshold, read(pipeline))],
        _ => ["The rule does not concern pipelines."],
    };

    /// <summary>The same for a source's own figures, feeds and components.</summary>
    /// <inheritdoc cref="Of(Rule, JudgedPipeline)"/>
    public static IReadOnlyList<string> Of(Rule rule, SourceFacts facts) => rule.Kind switch
    {
        ProblemKinds.Unreachable => [Reach(facts)],
        ProblemKinds.Degraded => FailingFeeds(facts),
        ProblemKinds.Component => Unhealthy(facts),
        ProblemKinds.Threshold when ThresholdRule.Of(rule) is { Figure.OfSource: { } read } threshold =>
            [Compared(threshold, facts.Stats is { Fallback: false } stats ? read(stats) : null)],
        _ => ["The rule does not concern a daemon as a whole."],
    };

    private static string Reach(SourceFacts facts)
    {
        var staleAfter = SourceFacts.StaleAfter(facts.Status?.IntervalSeconds ?? 0).TotalSeconds;
        return facts.ObservedAt is { } heardAt
            ? Text($"{facts.Name} was last heard at {heardAt:u}, its state is {facts.Status?.State}, and it counts as silent after {staleAfter} seconds.")
            : $"{facts.Name} was never heard.";
    }

    private static string[] FailingFeeds(SourceFacts facts)
    {
        string[] failing = [.. facts.Status?.Feeds.Where(feed => !feed.Value.Ok).Select(feed => $"The feed {feed.Key} answers with an error: {ErrorText.FirstTellingLine(feed.Value.Error)}.") ?? []];
        return failing.Length > 0 ? failing : ["All feeds answer."];
    }

    private static string[] Unhealthy(SourceFacts facts)
    {
        string[] unhealthy = [.. facts.Health?.Components.Where(entry => !entry.Value.Healthy).Select(entry => $"{entry.Value.Name} is not healthy.") ?? []];
        return unhealthy.Length > 0 ? unhealthy : [facts.Health?.Healthy == false ? $"{facts.Name} reports that it is not healthy." : "All components are healthy."];
    }

    private static string Compared(ThresholdRule threshold, double? value) => value is { } known
        ? Text($"{threshold.Figure.Label} is {known}; the rule fires when it is {threshold.Limit} for {threshold.For.TotalSeconds} seconds.")
        : $"{threshold.Figure.Label} is not known.";

    private static string[] Running(JudgedPipeline pipeline)
    {
        var slowAfter = pipeline.Runs?.SlowAfter is { } limit ? Text($"it is slow after {limit.TotalSeconds:0} seconds") : "fewer than three good runs are known, so it cannot be slow";
        string[] running =
        [
            .. pipeline.Runs?.Runs.Where(run => run.IsRunning()).Select(run => Text(
                $"Run {run.Id} has taken {run.Duration(pipeline.Now)?.TotalSeconds ?? 0:0} seconds and {slowAfter}; it last moved {Quiet(pipeline, run):0} seconds ago.")) ?? [],
        ];
        return running.Length > 0 ? running : ["No run is running."];
    }

    private static double Quiet(JudgedPipeline pipeline, ExecutionData run) => pipeline.Facts.Movements.Of(run.Id)?.QuietAt(pipeline.Now).TotalSeconds ?? 0;

    private static string Start(JudgedPipeline pipeline) =>
        pipeline.Schedule is null ? "No schedule is known by which its daemon starts it."
        : StartFindings.NextStart(pipeline) is { } start ? Text($"It is due at {start.DueAt:u} and counts as missed at {start.MissedAt:u}.")
        : "A run is running.";

    private static string Finish(JudgedPipeline pipeline) =>
        pipeline.Rules.Deadline is { } deadline ? Text($"It must be done by {deadline.Text}; its last good run ended at {pipeline.Row.LastGoodAt:u}.")
        : "The rule has no deadline, so only its longest duration counts, if it has one.";

    private static string Rows(JudgedPipeline pipeline) => pipeline.Runs?.Good is [var newest, ..]
        ? Text($"Its last good run moved {newest.RecordsProcessed?.ToString(CultureInfo.InvariantCulture) ?? "an unknown number of"} records; usually it moves {pipeline.Runs.UsualRows ?? 0}.")
        : "No good run is known.";

    private static string Quick(JudgedPipeline pipeline) => pipeline.Runs?.Good is [var newest, ..]
        ? Text($"Its last good run took {newest.Duration(default)?.TotalSeconds ?? 0:0} seconds; usually it takes {pipeline.Runs.Usual?.TotalSeconds ?? 0:0}.")
        : "No good run is known.";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
