namespace FlextMonitor.Hub.Problems.Rules;

/// <summary>What a rule, route or silence concerns. An empty list matches everything.</summary>
public sealed record RuleMatch
{
    /// <summary>Matches everything.</summary>
    public static RuleMatch Everything { get; } = new();

    /// <summary>Severities (<c>info</c>, <c>warning</c>, <c>critical</c>); rules do not use them.</summary>
    public IReadOnlyList<string> Severities { get; init; } = [];

    /// <summary>Names of daemons.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Patterns of pipeline names and ids: <c>*</c> stands for any text, <c>?</c> for one character; case does not matter.</summary>
    public IReadOnlyList<string> Pipelines { get; init; } = [];

    /// <summary>Kinds of problem (<see cref="Contracts.ProblemKinds"/>).</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];
}
