using System.Globalization;
using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems.Rules;

/// <summary>A threshold of the users' own, compiled.</summary>
internal sealed class ThresholdRule
{
    private readonly double? _clear;

    private ThresholdRule(Rule rule, ThresholdFigure figure)
    {
        Rule = rule;
        Figure = figure;
        Above = rule.Number(RuleSettings.Above);
        Below = rule.Number(RuleSettings.Below);
        _clear = rule.Number(RuleSettings.Clear);
        For = TimeSpan.FromSeconds(Math.Clamp(rule.Number(RuleSettings.ForSeconds) ?? 0, 0, RunFacts.LongestDuration.TotalSeconds));
    }

    public Rule Rule { get; }

    public ThresholdFigure Figure { get; }

    /// <summary>The figure is past its limit above this; null if it cannot be so.</summary>
    public double? Above { get; }

    /// <summary>The figure is past its limit below this; null if it cannot be so.</summary>
    public double? Below { get; }

    /// <summary>How long the figure must be past its limit until the problem opens, and well until it is resolved.</summary>
    public TimeSpan For { get; }

    public bool IsOfPipeline => Figure.OfPipeline is not null;

    /// <summary>What it compares with, such as "above 90".</summary>
    public string Limit => (Above, Below) switch
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

    public bool IsPast(double value) => value > Above || value < Below;

    /// <summary>Whether the figure is well again: not past its limit, and as far from it as the rule requires.</summary>
    public bool IsWell(double value) => !IsPast(value) && (Above, Below, _clear) switch
    {
        (not null, null, { } clear) => value <= clear,
        (null, not null, { } clear) => value >= clear,
        _ => true,
    };

    /// <summary>Whether it compares the same figure with the same values, so that what was measured so far still counts.</summary>
    public bool ComparesLike(ThresholdRule other) =>
        (Rule.Id, Figure, Above, Below, _clear, For) == (other.Rule.Id, other.Figure, other.Above, other.Below, other._clear, other.For);
}
