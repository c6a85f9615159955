using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>A problem as it stands, or as it stood last if it is over.</summary>
internal sealed class ProblemRow
{
    public required string Id { get; init; }

    public required string Source { get; init; }

    public required string Kind { get; init; }

    public ProblemSeverity Severity { get; set; }

    /// <summary>Null if it concerns no pipeline.</summary>
    public string? PipelineId { get; set; }

    /// <summary>The user-defined rule that opened it; null for a built-in rule.</summary>
    public string? RuleId { get; set; }

    /// <summary>When it began, as <see cref="Problem.Since"/> says.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>When the evaluator opened it. Its place among problems.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was over; null while it is open.</summary>
    public DateTimeOffset? ResolvedAt { get; set; }

    /// <summary>All of it.</summary>
    public required Problem Problem { get; set; }
}
