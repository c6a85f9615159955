using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>Something that is wrong now. Whether that is news is not its affair.</summary>
internal sealed record Finding
{
    public required ProblemSubject Subject { get; init; }

    public required ProblemSeverity Severity { get; init; }

    public required string Title { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>Whether it may have begun before <see cref="Since"/>.</summary>
    public bool SinceAtLeast { get; init; }

    public string? Detail { get; init; }

    public string? PipelineId { get; init; }

    public string? PipelineName { get; init; }

    public string? ExecutionId { get; init; }

    public string? Component { get; init; }

    /// <summary>The figure that is past a threshold.</summary>
    public string? Figure { get; init; }

    /// <summary>The users' own rule by which it was found; null for a built-in one.</summary>
    public string? RuleId { get; init; }

    public ProblemState State { get; init; }

    /// <summary>Since when it can be neither confirmed nor denied; null while it can.</summary>
    public DateTimeOffset? UnseenSince { get; init; }

    /// <summary>Id of the problem that explains it.</summary>
    public string? PartOf { get; init; }

    /// <summary>Whether a problem that is open already keeps its beginning, such as the first of several missed starts.</summary>
    public bool KeepsSince { get; init; }

    public int? Count { get; init; }

    public DateTimeOffset? LastGoodAt { get; init; }

    public TimeSpan? Usual { get; init; }

    /// <summary>The problem as it stands now.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="id">The problem's id.</param>
    /// <param name="before">The problem as it was; null if it opens now.</param>
    public Problem ToProblem(string source, string id, Problem? before)
    {
        var (since, isAtLeast) = SinceWith(before);
        return new Problem
        {
            Source = source,
            Epoch = 0,
            Sequence = 0,
            ObservedAt = null,
            Id = id,
            Kind = Subject.Kind,
            State = State,
            Severity = Severity,
            PipelineId = PipelineId,
            PipelineName = PipelineName,
            ExecutionId = ExecutionId,
            Component = Component,
            Figure = Figure,
            RuleId = RuleId,
            Title = Title,
            Detail = Detail,
            Since = since,
            SinceAtLeast = isAtLeast,
            Count = Count,
            LastGoodAt = LastGoodAt,
            UsualSeconds = Usual is { } usual ? (long)Math.Round(usual.TotalSeconds) : null,
            UnseenSince = UnseenSince,
            Acknowledged = before?.Acknowledged,
            SilencedUntil = before?.SilencedUntil,
            PartOf = PartOf,
        };
    }

    // A beginning that is known from an earlier term, or before older runs left the view, is not lost. A source that was silent and then is
    // found down has been out of reach since it fell silent.
    private (DateTimeOffset Since, bool IsAtLeast) SinceWith(Problem? before) =>
        before is not null && before.Since < Since && (SinceAtLeast || KeepsSince || Subject.Kind == ProblemKinds.Unreachable)
            ? (before.Since, before.SinceAtLeast)
            : (Since, SinceAtLeast);
}
