using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

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
    private readonly ThresholdTracks _thresholds = new();
    private (SourceRules Of, string Name, PipelineRules Rules)? _rules;
    private DateTimeOffset? _knownSince;
    private PipelineStatus? _published;
    private DateTimeOffset _publishedAt;
    private bool _hasKnownEndings;
    private (PipelineRuns? Runs, long Version, PipelineDefinition? Definition, bool IsFull, SourceRules? Rules) _summarized;

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
            _knownSince = _publishedAt;
        }
    }

    /// <summary>Judges the pipeline for executions that are confirmed.</summary>
    /// <returns>When it must be judged again although nothing new is heard; null if that need not be.</returns>
    public DateTimeOffset? Judge(Evidence evidence)
    {
        _hasKnownEndings |= HasEndings;
        var pipeline = Judged(evidence);
        var findings = new PipelineFindings(pipeline);
        var all = findings.All();
        AddThresholds(pipeline, all, evidence);
        Episodes.Reconcile(all, evidence, problem => ResolvedAt(pipeline, problem, evidence));
        return new[] { findings.NextChange(), _thresholds.Due, Episodes.Due }.Min();
    }

    /// <summary>Its runs cannot be seen.</summary>
    public void MarkUnseen(DateTimeOffset since, string? partOf, Evidence evidence)
    {
        _thresholds.Miss(since);
        Episodes.MarkUnseen(since, partOf, evidence);
    }

    /// <summary>Publishes how it stands if anything changed but the clock.</summary>
    /// <param name="seenPercent">How much of the last 24 hours was watched.</param>
    /// <param name="isConfirmed">Whether the source's executions are confirmed: what cannot be seen does not vanish.</param>
    /// <param name="evidence">What was judged.</param>
    public void Summarize(Func<int> seenPercent, bool isConfirmed, Evidence evidence)
    {
        var summarized = (Runs, Runs?.Version ?? 0, facts.DefinitionOf(id), facts.Runs.IsFull, facts.Rules);
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

        return _earlier.Complete(PipelineSummary.Of(facts, id, Row(), Judged(evidence).Schedule?.NextAfter(evidence.Now), seenPercent, evidence), facts.DefinitionOf(id));
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

    /// <summary>What is judged of it now.</summary>
    public JudgedPipeline Judged(Evidence evidence)
    {
        _knownSince ??= evidence.Now;
        var name = facts.DefinitionOf(id) is null && Runs is null && facts.VanishedOf(id)?.Name is { Length: > 0 } vanished
            ? vanished
            : PipelineSummary.NameOf(facts.DefinitionOf(id), Runs, id);
        if (_rules is not { } held || held.Of != facts.Rules || held.Name != name)
        {
            _rules = held = (facts.Rules, name, facts.Rules.For(id, name));
        }

        return new JudgedPipeline(facts, id, name, held.Rules, Row(), _knownSince.Value, evidence.Now);
    }

    private void AddThresholds(JudgedPipeline pipeline, List<Finding> findings, Evidence evidence)
    {
        _thresholds.Use(pipeline.Rules.Thresholds, Episodes);
        _thresholds.Judge(pipeline, static (pipeline, figure) => figure.OfPipeline!(pipeline), evidence);
        findings.AddRange(_thresholds.Findings(pipeline.Called).Select(finding => finding with { PipelineId = id, PipelineName = pipeline.Name, LastGoodAt = pipeline.Row.LastGoodAt }));
    }

    // A rule that was switched off, or no longer concerns the pipeline, keeps no problem open.
    private DateTimeOffset? ResolvedAt(JudgedPipeline pipeline, Problem problem, Evidence evidence) => problem.Kind switch
    {
        ProblemKinds.Threshold => _thresholds.ResolvedAt(problem, evidence),
        _ when pipeline.Rules.Of(problem.Kind) is null => evidence.At,
        ProblemKinds.Failing => RecoveredAt(evidence),
        ProblemKinds.Slow when IsUsualUnknown(problem) => null,
        _ => PipelineResolutions.ResolvedAt(pipeline, problem, evidence),
    };

    // After a start the usual time may not be known yet, and then nothing says that the run is no longer slow.
    private bool IsUsualUnknown(Problem slow) =>
        slow.UsualSeconds is not null && Runs is { Usual: null } && facts.Runs.Find(slow.ExecutionId ?? "")?.IsRunning() == true;

    // Where the runs of a failing pipeline had left a full view before the start, no newer run of it has ended either.
    private DateTimeOffset? RecoveredAt(Evidence evidence) => Runs?.Ending switch
    {
        { Good: { } good } => good.EndedAt() ?? evidence.At,
        _ when facts.Runs.IsFull && !AreEndingsGone => null,
        _ => evidence.At,
    };
}
