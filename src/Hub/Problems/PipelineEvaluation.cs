using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>Judges one pipeline, and publishes how it stands.</summary>
/// <param name="facts">What is known of its source.</param>
/// <param name="id">The pipeline's id; may be empty, and then it has problems but no status.</param>
/// <param name="output">Takes what is to be published.</param>
internal sealed class PipelineEvaluation(SourceFacts facts, string id, EvaluationOutput output)
{
    /// <summary>The least time between two statuses that differ only by what moves with the clock.</summary>
    public static readonly TimeSpan ClockPace = TimeSpan.FromMinutes(1);

    private readonly EarlierStatus _earlier = new();
    private PipelineStatus? _published;
    private DateTimeOffset _publishedAt;
    private bool _hasKnownEndings;
    private (PipelineRuns? Runs, long Version, PipelineDefinition? Definition, bool IsFull) _summarized;

    public string Id => id;

    public Episodes Episodes { get; } = new(facts.Name, output);

    /// <summary>Whether nothing is left of it.</summary>
    public bool IsGone => _published is null && Episodes.Open.Count == 0 && facts.DefinitionOf(id) is null && Runs is null;

    private PipelineRuns? Runs => facts.Runs.Of(id);

    private bool HasEndings => Runs is not null && Runs.Ending != RunEnding.None;

    // Runs that say how a pipeline stands are remembered out of view, so that if none is left the daemon no longer has them. After a start, runs
    // that had left the view before are just not known.
    private bool AreEndingsGone => _hasKnownEndings && !HasEndings;

    /// <summary>Goes on from what an earlier term published.</summary>
    public void Adopt(PipelineStatus status, DateTimeOffset now)
    {
        if (_published is null)
        {
            _published = status;
            _publishedAt = status.ObservedAt ?? now;
            _earlier.Adopt(status);
        }
    }

    /// <summary>Judges the pipeline for executions that are confirmed.</summary>
    /// <returns>When it must be judged again although nothing new is heard; null if that need not be.</returns>
    public DateTimeOffset? Judge(Evidence evidence)
    {
        _hasKnownEndings |= HasEndings;
        var row = Row();
        var judge = new PipelineFindings(facts, id, PipelineSummary.NameOf(facts.DefinitionOf(id), Runs, id));
        var findings = Runs is null ? [] : judge.Of(Runs, row, evidence.Now);
        Episodes.Reconcile(findings, evidence, problem => ResolvedAt(problem, evidence));
        return Runs is null ? null : judge.NextChange(Runs, evidence.Now);
    }

    /// <summary>Publishes how it stands if anything changed but the clock.</summary>
    /// <param name="seenPercent">How much of the last 24 hours was watched.</param>
    /// <param name="isConfirmed">Whether the source's executions are confirmed: what cannot be seen does not vanish.</param>
    /// <param name="evidence">What was judged.</param>
    public void Summarize(Func<int> seenPercent, bool isConfirmed, Evidence evidence)
    {
        var summarized = (Runs, Runs?.Version ?? 0, facts.DefinitionOf(id), facts.Runs.IsFull);
        if (summarized != _summarized)
        {
            _summarized = summarized;
            Publish(Current(seenPercent(), isConfirmed, evidence), isConfirmed, evidence, status => !PipelineSummary.IsSameAsideFromClock(status, _published!));
        }
    }

    /// <summary>Publishes what moved with the clock, unless something was published less than a minute ago.</summary>
    /// <inheritdoc cref="Summarize"/>
    public void Refresh(int seenPercent, bool isConfirmed, Evidence evidence)
    {
        var isDue = evidence.Now - _publishedAt >= ClockPace || evidence.Now < _publishedAt;
        Publish(Current(seenPercent, isConfirmed, evidence), isConfirmed, evidence, status => isDue && !PipelineSummary.IsSame(status, _published!));
    }

    /// <summary>Publishes again what the feed has lost or holds in an older version.</summary>
    public void Republish(PipelineStatus? held)
    {
        if (_published is not null && (held is null || _published.IsNewerThan(held)))
        {
            _published = output.Add(_published);
        }
    }

    private PipelineStatus? Current(int seenPercent, bool isConfirmed, Evidence evidence)
    {
        _earlier.Settle(Runs, isConfirmed && !facts.Runs.IsFull);
        if (id.Length == 0 || !PipelineSummary.Exists(facts.DefinitionOf(id), Runs, _earlier.LastStartedAt, evidence.Now))
        {
            return null;
        }

        return _earlier.Complete(PipelineSummary.Of(facts, id, Row(), seenPercent, evidence), facts.DefinitionOf(id));
    }

    private FailureRow Row() => FailureRow.Of(Runs?.Ending ?? RunEnding.None, facts.Runs, AreEndingsGone ? null : _published);

    private void Publish(PipelineStatus? status, bool isConfirmed, Evidence evidence, Func<PipelineStatus, bool> isNews)
    {
        if (status is not null && (_published is null || isNews(status)))
        {
            _published = output.Add(status);
            _publishedAt = evidence.Now;
        }
        else if (status is null && _published is not null && isConfirmed)
        {
            _published = null;
            output.Add(new PipelineRemoved { Source = facts.Name, Epoch = 0, Sequence = 0, ObservedAt = evidence.ObservedAt, Id = id });
        }
    }

    private DateTimeOffset? ResolvedAt(Problem problem, Evidence evidence) => problem.Kind == ProblemKinds.Failing
        ? RecoveredAt(evidence)
        : RanAgainAt(problem, evidence);

    // Where the runs of a failing pipeline had left a full view before the start, no newer run of it has ended either.
    private DateTimeOffset? RecoveredAt(Evidence evidence) => Runs?.Ending switch
    {
        { Good: { } good } => good.EndedAt() ?? evidence.At,
        _ when facts.Runs.IsFull && !AreEndingsGone => null,
        _ => evidence.At,
    };

    private DateTimeOffset RanAgainAt(Problem late, Evidence evidence)
    {
        var run = facts.Runs.Find(late.ExecutionId ?? "");
        var movedAt = facts.Movements.Of(late.ExecutionId ?? "")?.At;
        return run?.EndedAt() ?? (movedAt > late.Since ? movedAt.Value : evidence.At);
    }
}
