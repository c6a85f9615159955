namespace FlextMonitor.Hub.Problems.Rules;

/// <summary>The rules by which a term evaluates. A rule of the users' own goes before the built-in one of its kind.</summary>
internal sealed class RuleSet
{
    private readonly IReadOnlyList<Rule> _enabled;

    public RuleSet(IReadOnlyList<Rule> rules) => _enabled = [.. rules.Where(rule => rule.IsEnabled).OrderBy(rule => rule.IsBuiltIn)];

    /// <summary>What holds as long as nothing else is known.</summary>
    public static RuleSet BuiltIn { get; } = new(BuiltInRules.All);

    /// <summary>The enabled rules that concern one source.</summary>
    public SourceRules Of(string source) =>
        new([.. _enabled.Where(rule => rule.Match.Sources.Count == 0 || rule.Match.Sources.Contains(source, StringComparer.Ordinal))]);
}
