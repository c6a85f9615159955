namespace FlextMonitor.Hub.Problems.Rules;

/// <summary>Says what a rule would have done.</summary>
public interface IRulePreview
{
    /// <summary>Whether history holds what a kind of rule is judged by.</summary>
    bool CanPreview(string kind);

    /// <summary>The problems that a rule would have opened.</summary>
    /// <exception cref="JournalUnavailableException">History cannot be read.</exception>
    /// <param name="rule">The rule, which need not be stored.</param>
    /// <param name="since">Since when.</param>
    /// <param name="until">Until when.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task<RulePreview> PreviewAsync(Rule rule, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken);
}

/// <summary>What a rule would have done.</summary>
/// <param name="From">Since when (UTC).</param>
/// <param name="To">Until when (UTC).</param>
/// <param name="Openings">The problems that it would have opened, the newest first.</param>
/// <param name="More">How many further ones, 0 or more.</param>
/// <param name="SeenPercent">How much of that time was watched, 0 to 100; null if that is not known.</param>
public sealed record RulePreview(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<RulePreviewOpening> Openings, int More, int? SeenPercent);

/// <summary>A problem that a rule would have opened.</summary>
/// <param name="Source">The daemon's name.</param>
/// <param name="PipelineId">The pipeline; null if it concerns none.</param>
/// <param name="PipelineName">The pipeline's name; null if it concerns none.</param>
/// <param name="Since">When it would have begun (UTC).</param>
/// <param name="Until">When it would have been over (UTC); null if it would be open still.</param>
/// <param name="Title">What it would have said.</param>
public sealed record RulePreviewOpening(string Source, string? PipelineId, string? PipelineName, DateTimeOffset Since, DateTimeOffset? Until, string Title);
