namespace FlextMonitor.Hub.Problems.Rules;

/// <summary>The enabled rules that concern one source, compiled once.</summary>
internal sealed class SourceRules
{
    private readonly IReadOnlyList<Rule> _rules;
    private readonly Dictionary<string, Rule> _byKind = new(StringComparer.Ordinal);
    private readonly List<ThresholdRule> _thresholds = [];

    public SourceRules(IReadOnlyList<Rule> rules)
    {
        _rules = rules;
        foreach (var rule in rules)
        {
            _byKind.TryAdd(rule.Kind, rule);
            if (ThresholdRule.Of(rule) is { } threshold)
            {
                _thresholds.Add(threshold);
            }
        }

        Thresholds = [.. _thresholds.Where(threshold => !threshold.IsOfPipeline)];
    }

    /// <summary>Thresholds of the source's own figures.</summary>
    public IReadOnlyList<ThresholdRule> Thresholds { get; }

    /// <summary>The rule of a kind that concerns the source itself; null if there is none, so that nothing of that kind is found.</summary>
    public Rule? Of(string kind) => _byKind.GetValueOrDefault(kind);

    /// <summary>The rules that concern one pipeline.</summary>
    public PipelineRules For(string id, string name) => new(
        [.. _rules.Where(rule => Concerns(rule, id, name))],
        [.. _thresholds.Where(threshold => threshold.IsOfPipeline && id.Length > 0 && Concerns(threshold.Rule, id, name))]);

    /// <summary>Whether a rule is one of these, and concerns a pipeline if one is given.</summary>
    public bool Includes(Rule rule, string? id, string? name) => _rules.Contains(rule) && (id is null || Concerns(rule, id, name ?? ""));

    private static bool Concerns(Rule rule, string id, string name)
    {
        var patterns = rule.Match.Pipelines;
        for (var place = 0; place < patterns.Count; place++)
        {
            if (NamePattern.Fits(patterns[place], name) || NamePattern.Fits(patterns[place], id))
            {
                return true;
            }
        }

        return patterns.Count == 0;
    }
}
