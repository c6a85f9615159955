namespace FlextMonitor.Client;

/// <summary>Which problems a silence concerns: those that match every list. An empty list matches all.</summary>
public sealed record SilenceMatch
{
    /// <summary>Severities: <c>info</c>, <c>warning</c>, <c>critical</c>.</summary>
    public IReadOnlyList<string> Severities { get; init; } = [];

    /// <summary>Daemons, by name.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Pipelines, by pattern.</summary>
    public IReadOnlyList<string> Pipelines { get; init; } = [];

    /// <summary>Kinds of problems: <see cref="Contracts.ProblemKinds"/>.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];
}
