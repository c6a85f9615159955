using System.Globalization;
using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems.Rules;

/// <summary>A threshold of the users' own, compiled.</summary>
internal sealed class ThresholdRule
{
    private readonly double? _above;
    private readonly double? _below;
    private readonly double? _clear;

    private ThresholdRule(Rule rule, ThresholdFigure figure)
    {
        Rule = rule;
        Figure = figure;
        _above = rule.Number(RuleSettings.Above);
        _below = rule.Number(RuleSettings.Below);
        _clear = rule.Number(RuleSettings.Clear);
        For = TimeSpan.FromSeconds(Math.Clamp(rule.Number(RuleSettings.ForSeconds) ?? 0, 0, RunFacts.LongestDuration.TotalSeconds));
    }

    public Rule Rule { get; }

    public ThresholdFigure Figure { get; }

    /// <summary>How long the figure must be past its limit until the problem opens, and well until it is resolved.</summary>
    public TimeSpan For { get; }

    public bool IsOfPipeline => Figure.OfPipeline is not null;

    /// <summary>What it compares with, such as "above 90".</summary>
    public string Limit => (_above, _below) switch
    {
        ({ } above, { } below) => string.Create(CultureInfo.InvariantCulture, $"above {above} or below {below}"),
        ({ } above, null) => string.Create(CultureInfo.InvariantCulture, $"above {above}"),
        (_, var below) => string.Create(CultureInfo.InvariantCulture, $"below {below}"),
    };

    /// <summary>Compiles a rule; null if it is of another kind, names no known figure, or has no limit.</summary>
    public static ThresholdRule? Of(Rule rule) =>
        rule.Kind == ProblemKinds.Threshold && ThresholdFigure.Find(rule.Text(RuleSettings.Figure)) is { } figure
        && (rule.Number(RuleSettings.Above) ?? rule.Number(RuleSettings.Below)) is not null
            ? new ThresholdRule(rule, figure)
            : null;

    public bool IsPast(double value) => value > _above || value < _below;

    /// <summary>Whether the figure is well again: not past its limit, and as far from it as the rule requires.</summary>
    public bool IsWell(double value) => !IsPast(value) && (_above, _below, _clear) switch
    {
        (not null, null, { } clear) => value <= clear,
        (null, not null, { } clear) => value >= clear,
        _ => true,
    };

    /// <summary>Whether it compares the same figure with the same values, so that what was measured so far still counts.</summary>
    public bool ComparesLike(ThresholdRule other) =>
        (Rule.Id, Figure, _above, _below, _clear, For) == (other.Rule.Id, other.Figure, other._above, other._below, other._clear, other.For);
}
