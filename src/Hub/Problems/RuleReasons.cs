using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>Says, with the numbers that are compared, how a subject stands by a rule.</summary>
internal static class RuleReasons
{
    private static readonly RuleReason NoGoodRun = RuleReason.Of("no-good-run", "No good run is known.");

    public static RuleReason UnknownSource(string source) => RuleReason.Of("unknown-source", "Nothing is known of {source}.", ("source", source));

    public static RuleReason UnknownPipeline() => RuleReason.Of("unknown-pipeline", "Nothing is known of this pipeline.");

    public static RuleReason Unseen(string source) => RuleReason.Of("unseen", "{source} cannot be seen now. What follows is as it was last seen.", ("source", source));

    /// <summary>Why a rule is not evaluated for a subject at all; null if it is.</summary>
    public static RuleReason? WhyNotJudged(Rule rule, string source, string? pipelineId, string? name) =>
        !rule.IsEnabled ? RuleReason.Of("off", "The rule is switched off.")
        : !new RuleSet([rule]).Of(source).Includes(rule, pipelineId, name) ? RuleReason.Of("other-subject", "The rule does not concern this daemon or pipeline.")
        : null;

    /// <summary>The reasons; not empty.</summary>
    public static IReadOnlyList<RuleReason> Of(Rule rule, JudgedPipeline pipeline) => rule.Kind switch
    {
        ProblemKinds.Failing => [RuleReason.Of("failures", "{pipeline} failed {count} times since its last good run.", ("pipeline", pipeline.Called), ("count", pipeline.Row.Count))],
        ProblemKinds.Slow or ProblemKinds.Stuck => RunReasons.OfRunning(pipeline),
        ProblemKinds.MissedStart => [Start(pipeline)],
        ProblemKinds.LateFinish => [Finish(pipeline)],
        ProblemKinds.ZeroRows or ProblemKinds.FewRows => [pipeline.Runs?.Ending.Good is { } newest ? RunReasons.OfRows(newest, pipeline.Runs.UsualRows) : NoGoodRun],
        ProblemKinds.TooQuick => [pipeline.Runs?.Ending.Good is { } newest ? RunReasons.OfDuration(newest, pipeline.Runs.Usual) : NoGoodRun],
        ProblemKinds.Vanished => [pipeline.Facts.VanishedOf(pipeline.Id) is { } vanished
            ? RuleReason.Of("vanished", "It has not been listed since {vanishedAt}.", ("vanishedAt", vanished.At))
            : RuleReason.Of("listed", "Its daemon did not stop listing it.")],
        ProblemKinds.Threshold when ThresholdRule.Of(rule) is { Figure.OfPipeline: { } read } threshold => [Compared(threshold, read(pipeline))],
        _ => [RuleReason.Of("not-of-pipelines", "The rule does not concern pipelines.")],
    };

    /// <summary>The same for a source's own figures, feeds and components.</summary>
    /// <inheritdoc cref="Of(Rule, JudgedPipeline)"/>
    public static IReadOnlyList<RuleReason> Of(Rule rule, SourceFacts facts) => rule.Kind switch
    {
        ProblemKinds.Unreachable => [Reach(facts)],
        ProblemKinds.Degraded => FailingFeeds(facts),
        ProblemKinds.Component => Unhealthy(facts),
        ProblemKinds.Threshold when ThresholdRule.Of(rule) is { Figure.OfSource: { } read } threshold =>
            [Compared(threshold, facts.Stats is { Fallback: false } stats ? read(stats) : null)],
        _ => [RuleReason.Of("not-of-daemons", "The rule does not concern a daemon as a whole.")],
    };

    private static RuleReason Reach(SourceFacts facts) => facts is { ObservedAt: { } heardAt, Status: { } status }
        ? RuleReason.Of(
            "heard",
            "{source} was last heard at {heardAt}, its state is {state}, and it counts as silent after {silentSeconds} seconds.",
            ("source", facts.Name),
            ("heardAt", heardAt),
            ("state", $"{status.State}"),
            ("silentSeconds", SourceFacts.StaleAfter(status.IntervalSeconds).TotalSeconds))
        : RuleReason.Of("never-heard", "{source} was never heard.", ("source", facts.Name));

    private static RuleReason[] FailingFeeds(SourceFacts facts)
    {
        RuleReason[] failing =
        [
            .. facts.Status?.Feeds.Where(feed => !feed.Value.Ok).Select(feed =>
                RuleReason.Of("feed-fails", "The feed {feed} answers with an error: {error}.", ("feed", feed.Key), ("error", ErrorText.FirstTellingLine(feed.Value.Error) ?? ""))) ?? [],
        ];
        return failing.Length > 0 ? failing : [RuleReason.Of("feeds-answer", "All feeds answer.")];
    }

    private static RuleReason[] Unhealthy(SourceFacts facts)
    {
        RuleReason[] unhealthy =
        [
            .. facts.Health?.Components.Where(entry => !entry.Value.Healthy).Select(entry => RuleReason.Of("component", "{component} is not healthy.", ("component", entry.Value.Name))) ?? [],
        ];
        return unhealthy.Length > 0 ? unhealthy
            : [facts.Health switch
            {
                null => RuleReason.Of("health-unknown", "{source} has told nothing of its health.", ("source", facts.Name)),
                { Healthy: false } => RuleReason.Of("not-healthy", "{source} reports that it is not healthy.", ("source", facts.Name)),
                _ => RuleReason.Of("components-healthy", "All components are healthy."),
            }];
    }

    private static RuleReason Compared(ThresholdRule threshold, double? value)
    {
        var (label, figure, forSeconds) = (threshold.Figure.Label, ("figure", threshold.Figure.Name), ("forSeconds", threshold.For.TotalSeconds));
        return (value, threshold.Above, threshold.Below) switch
        {
            (null, _, _) => RuleReason.Of("figure-unknown", label + " is not known.", figure),
            ({ } known, { } above, { } below) => RuleReason.Of(
                "figure-outside",
                label + " is {value}; the rule fires when it is above {above} or below {below} for {forSeconds} seconds.",
                figure, ("value", known), ("above", above), ("below", below), forSeconds),
            ({ } known, { } above, null) => RuleReason.Of(
                "figure-above", label + " is {value}; the rule fires when it is above {above} for {forSeconds} seconds.", figure, ("value", known), ("above", above), forSeconds),
            ({ } known, null, var below) => RuleReason.Of(
                "figure-below", label + " is {value}; the rule fires when it is below {below} for {forSeconds} seconds.", figure, ("value", known), ("below", below!.Value), forSeconds),
        };
    }

    private static RuleReason Start(JudgedPipeline pipeline) =>
        pipeline.Schedule is null ? RuleReason.Of("no-schedule", "No schedule is known by which its daemon starts it.")
        : StartFindings.NextStart(pipeline) is { } start
            ? RuleReason.Of("due", "It is due at {dueAt} and counts as missed at {missedAt}.", ("dueAt", start.DueAt), ("missedAt", start.MissedAt))
            : RuleReason.Of("running", "A run is running.");

    private static RuleReason Finish(JudgedPipeline pipeline) => (pipeline.Rules.Deadline, pipeline.Row.LastGoodAt) switch
    {
        (null, _) => RuleReason.Of("no-deadline", "The rule has no deadline, so only its longest duration counts, if it has one."),
        ({ } deadline, { } goodAt) => RuleReason.Of("deadline", "It must be done by {deadline}; its last good run ended at {goodAt}.", ("deadline", deadline.Text), ("goodAt", goodAt)),
        ({ } deadline, null) => RuleReason.Of("deadline-never-good", "It must be done by {deadline}; no good run is known.", ("deadline", deadline.Text)),
    };
}
