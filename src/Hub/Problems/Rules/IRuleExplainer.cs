namespace FlextMonitor.Hub.Problems.Rules;

/// <summary>Says why a rule does or does not fire.</summary>
public interface IRuleExplainer
{
    /// <summary>Why a rule does or does not fire now for a subject.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="source">The daemon's name.</param>
    /// <param name="pipelineId">The pipeline; null for the daemon itself.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task<RuleExplanation> ExplainAsync(Rule rule, string source, string? pipelineId, CancellationToken cancellationToken);
}

/// <summary>Why a rule does or does not fire.</summary>
/// <param name="Fires">Whether it fires; null if that is not known, because the subject cannot be seen.</param>
/// <param name="Reasons">The reasons; not empty.</param>
public sealed record RuleExplanation(bool? Fires, IReadOnlyList<RuleReason> Reasons)
{
    /// <summary>The reasons, each as an English sentence.</summary>
    public IReadOnlyList<string> Because => [.. Reasons.Select(reason => reason.Text)];
}
