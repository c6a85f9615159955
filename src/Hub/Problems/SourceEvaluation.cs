using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>
/// Judges one source whenever something of it changed or came due. What cannot be seen (the whole source while it is out of reach, one feed while
/// that fails) is neither confirmed nor resolved: its problems stay, marked as unseen.
/// </summary>
internal sealed class SourceEvaluation
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private readonly SourceFacts _facts;
    private readonly EvaluationOutput _output;
    private readonly DueTimes _due;
    private readonly Episodes _reach;
    private readonly Episodes _degradation;
    private readonly Episodes _components;
    private readonly PipelineEvaluations _pipelines;
    private readonly EvaluationPace _report = new(TimeSpan.FromSeconds(1));
    private bool _isReportPending;
    private bool _isSynchronized;

    public SourceEvaluation(string name, DateTimeOffset now, EvaluationOutput output, DueTimes due)
    {
        _facts = new SourceFacts(name, now);
        _output = output;
        _due = due;
        _reach = new Episodes(name, output);
        _degradation = new Episodes(name, output);
        _components = new Episodes(name, output);
        _pipelines = new PipelineEvaluations(_facts, output, due);
    }

    public string Name => _facts.Name;

    /// <summary>Its open problems, in no order.</summary>
    public IEnumerable<Problem> OpenProblems => Scopes.SelectMany(scope => scope.Open);

    private IEnumerable<Episodes> Scopes => [_reach, _degradation, _components, .. _pipelines.Scopes];

    private string? UnreachableId => _reach.Open.FirstOrDefault()?.Id;

    /// <summary>Takes in one message of its collector.</summary>
    public void Take(SourceMessage message, DateTimeOffset now) => _facts.Take(message, now);

    /// <summary>Newer runs have taken a run's place in view.</summary>
    public void LeaveView(string runId) => _facts.LeaveView(runId);

    /// <summary>Takes in the whole state of the source, with what was published of it by this evaluator or in an earlier term.</summary>
    public void TakeWhole(IEnumerable<SourceMessage> messages, DateTimeOffset now)
    {
        List<SourceMessage> all = [.. messages];
        _facts.BeginWhole();
        all.ForEach(message => _facts.Take(message, now));
        Synchronize(all.OfType<Problem>().ToDictionary(problem => problem.Id), now);
        _pipelines.Synchronize(all.OfType<PipelineStatus>().ToDictionary(status => status.Id), now);
    }

    /// <summary>Takes in what the source did before.</summary>
    public void Remember(SourcePast past, DateTimeOffset now)
    {
        _facts.Runs.Remember(past.Runs);
        _pipelines.Remember(past.Seen, now);
    }

    /// <summary>The evaluator was absent since a time: the source was not watched.</summary>
    public void NoteAbsence(DateTimeOffset since, DateTimeOffset now)
    {
        _facts.NoteAbsence(since, now);
        _facts.Components.Interrupt();
        _pipelines.NoteAbsence(since);
    }

    /// <summary>One of its pipelines came due.</summary>
    public void PipelineDue(string id) => _facts.ChangedPipelines.Add(id);

    /// <summary>Judges what changed since this was last called. To be called after every batch that holds something of the source, and when it is due.</summary>
    public void Evaluate(DateTimeOffset now)
    {
        _facts.Settle();
        var evidence = new Evidence(now, _facts.ObservedAt);
        var standing = _facts.StandingAt(now);
        if (standing == SourceStanding.Unknown)
        {
            MarkUnseen(evidence);
            return;
        }

        JudgeReach(standing, evidence);
        JudgeComponents(evidence);
        _pipelines.Evaluate(UnreachableId, evidence);
        Report(evidence);
        _due.Set(new DueKey(_facts.Name, null), NextDue(now));
    }

    private void JudgeReach(SourceStanding standing, Evidence evidence)
    {
        var unreachable = SourceFindings.Unreachable(_facts, standing);
        _reach.Reconcile(unreachable is null ? [] : [unreachable], evidence, problem => CameBackAt(problem, evidence));
        if (unreachable is not null)
        {
            _degradation.MarkUnseen(evidence.ObservedAt ?? unreachable.Since, UnreachableId, evidence);
            return;
        }

        var degraded = SourceFindings.Degraded(_facts, standing);
        _degradation.Reconcile(degraded is null ? [] : [degraded], evidence, problem => CameBackAt(problem, evidence));
    }

    private void JudgeComponents(Evidence evidence)
    {
        if (!_facts.IsConfirmed(FeedNames.Health, evidence.Now))
        {
            _facts.Components.Interrupt();
            _components.MarkUnseen(_facts.ConfirmedUntil(FeedNames.Health, evidence.Now), UnreachableId, evidence);
        }
        else if (_facts.Health is { Fallback: false } health)
        {
            _components.Reconcile(SourceFindings.Components(_facts), evidence, problem => HealthyAgainAt(problem, health, evidence));
            _facts.Components.Confirm();
        }
    }

    private void MarkUnseen(Evidence evidence)
    {
        var unreachable = UnreachableId;
        _reach.MarkUnseen(evidence.At, null, evidence);
        _degradation.MarkUnseen(evidence.At, unreachable, evidence);
        _components.MarkUnseen(evidence.At, unreachable, evidence);
        _facts.Components.Interrupt();
        _pipelines.MarkAllUnseen(evidence.At, unreachable, evidence);
        _due.Set(new DueKey(_facts.Name, null), null);
    }

    private void Report(Evidence evidence)
    {
        _isReportPending = !_report.TryTake(evidence.Now);
        if (!_isReportPending)
        {
            _output.Add(new SourceEvaluated { Source = _facts.Name, Epoch = 0, Sequence = 0, ObservedAt = evidence.ObservedAt, EvaluatedAt = evidence.Now });
        }
    }

    private DateTimeOffset? NextDue(DateTimeOffset now)
    {
        var stale = _facts.FreshUntil()?.After(Instant);
        return new[] { stale > now ? stale : null, _pipelines.NextRefresh, _isReportPending ? _report.Next : null }.Min();
    }

    private DateTimeOffset CameBackAt(Problem problem, Evidence evidence) =>
        _facts.Status?.Since > problem.Since ? _facts.Status.Since : evidence.At;

    private DateTimeOffset HealthyAgainAt(Problem problem, HealthStatus health, Evidence evidence) =>
        _facts.Components.Of(problem.Component ?? ComponentChanges.Whole) is { Healthy: true } change ? change.Since : health.ObservedAt ?? evidence.At;

    private void Synchronize(IReadOnlyDictionary<string, Problem> held, DateTimeOffset now)
    {
        var known = OpenProblems.Select(problem => problem.Id).ToHashSet();
        foreach (var problem in held.Values.Where(problem => !known.Contains(problem.Id)))
        {
            if (!TryAdopt(problem))
            {
                _output.Add(new ProblemResolved { Source = _facts.Name, Epoch = 0, Sequence = 0, ObservedAt = problem.ObservedAt, Id = problem.Id, ResolvedAt = now });
            }
        }

        _isSynchronized = true;
        foreach (var scope in Scopes)
        {
            scope.Republish(held);
        }
    }

    // What this term opened and no longer knows, it has resolved, unless it starts this source again after a failure. What has a twin is another evaluator's opening of the same problem.
    private bool TryAdopt(Problem problem)
    {
        if (ProblemSubject.Of(problem) is not { } subject)
        {
            return true;
        }

        if ((_isSynchronized && problem.Epoch == _output.Epoch) || !ScopeOf(problem).TryAdopt(subject, problem))
        {
            return false;
        }

        ResumeMovement(problem);
        return true;
    }

    private Episodes ScopeOf(Problem problem) => problem.Kind switch
    {
        ProblemKinds.Unreachable => _reach,
        ProblemKinds.Degraded => _degradation,
        ProblemKinds.Component => _components,
        _ => _pipelines.Of(problem.PipelineId ?? "").Episodes,
    };

    // A stuck run of which nothing changed since it was last judged has stood still all the while.
    private void ResumeMovement(Problem problem)
    {
        if (problem.Kind == ProblemKinds.Stuck && _facts.Runs.Find(problem.ExecutionId ?? "") is { } run && run.IsRunning()
            && !(run.ObservedAt > problem.ObservedAt))
        {
            _facts.Movements.Resume(run, problem.Since, problem.SinceAtLeast);
        }
    }
}
