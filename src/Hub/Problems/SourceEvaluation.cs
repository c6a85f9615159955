using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>
/// Judges one source whenever something of it changed or came due. What cannot be seen (the whole source while it is out of reach, one feed while
/// that fails) is neither confirmed nor resolved: its problems stay, marked as unseen.
/// </summary>
internal sealed partial class SourceEvaluation
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan HiddenPace = TimeSpan.FromSeconds(1);

    private readonly SourceFacts _facts;
    private readonly ISourceVisibility? _visibility;
    private readonly EvaluationOutput _output;
    private readonly DueTimes _due;
    private readonly Episodes _reach;
    private readonly Episodes _degradation;
    private readonly Episodes _components;
    private readonly SourceThresholds _thresholds;
    private readonly PipelineEvaluations _pipelines;
    private readonly EvaluationPace _report = new(TimeSpan.FromSeconds(1));
    private readonly List<Problem> _adoptedStuck = [];
    private bool _isReportPending;
    private bool _isSynchronized;

    public SourceEvaluation(string name, DateTimeOffset now, EvaluationOutput output, DueTimes due, ISourceVisibility? visibility = null)
    {
        _visibility = visibility;
        _facts = new SourceFacts(name, now) { TakeoverTime = visibility?.TakeoverTime ?? TimeSpan.Zero };
        _output = output;
        _due = due;
        _reach = new Episodes(name, output);
        _degradation = new Episodes(name, output);
        _components = new Episodes(name, output);
        _thresholds = new SourceThresholds(_facts, output);
        _pipelines = new PipelineEvaluations(_facts, output, due);
    }

    public string Name => _facts.Name;

    /// <summary>Its open problems, in no order.</summary>
    public IEnumerable<Problem> OpenProblems => Scopes.SelectMany(scope => scope.Open);

    private IEnumerable<Episodes> Scopes => [_reach, _degradation, _components, _thresholds.Episodes, .. _pipelines.Scopes];

    private string? UnreachableId => Unreachable?.Id;

    /// <summary>Whether it was heard or tried, so that it is judged.</summary>
    public bool IsJudged(DateTimeOffset now) => _facts.StandingAt(now) != SourceStanding.Unknown;

    /// <summary>Whether its collector says anything of it.</summary>
    public bool IsCollected => _facts.Status is not null;

    /// <summary>The problem that it cannot be reached; null if it can.</summary>
    public Problem? Unreachable => _reach.Find(new(ProblemKinds.Unreachable, ""));

    /// <summary>Id of the monitor's own problem that explains why it cannot be reached; null if there is none.</summary>
    public string? UnreachablePartOf { get; set; }

    /// <summary>It is judged by other rules from now on.</summary>
    public void Use(RuleSet rules)
    {
        _facts.Rules = rules.Of(Name);
        _pipelines.JudgeAll();
    }

    /// <summary>Why a rule does or does not fire now.</summary>
    public RuleExplanation Explain(Rule rule, string? pipelineId, DateTimeOffset now)
    {
        var name = pipelineId is null ? null : PipelineSummary.NameOf(_facts.DefinitionOf(pipelineId), _facts.Runs.Of(pipelineId), pipelineId);
        if (RuleReasons.WhyNotJudged(rule, Name, pipelineId, name) is { } reason)
        {
            return new RuleExplanation(false, [reason]);
        }

        var open = OpenProblems.FirstOrDefault(problem => problem.Kind == rule.Kind && problem.RuleId == (rule.IsBuiltIn ? null : rule.Id) && problem.PipelineId == pipelineId);
        var isSeen = rule.Kind == ProblemKinds.Unreachable || _facts.StandingAt(now) is SourceStanding.Live or SourceStanding.Degraded;
        var because = pipelineId is null ? RuleReasons.Of(rule, _facts) : _pipelines.Reasons(rule, pipelineId, new Evidence(now, _facts.ObservedAt));
        return isSeen
            ? new RuleExplanation(open is not null, because)
            : new RuleExplanation(null, [RuleReasons.Unseen(Name), .. because]);
    }

    /// <summary>What it did in a time in which it could not be seen, as far as it tells that now.</summary>
    public UnseenRuns FindUnseen(DateTimeOffset from, DateTimeOffset to) =>
        new(UnseenFindings.Runs(_facts, from, to), _pipelines.Missed(from, to, new Evidence(to, _facts.ObservedAt)));

    /// <summary>Takes in one message of its collector.</summary>
    public void Take(SourceMessage message, DateTimeOffset now) => _facts.Take(message, now);

    /// <summary>Newer runs have taken a run's place in view.</summary>
    public void LeaveView(string runId) => _facts.LeaveView(runId);

    /// <summary>Goes on with problems that an earlier term has stored. They are unseen until the source is.</summary>
    public void Resume(IEnumerable<Problem> open, DateTimeOffset now)
    {
        foreach (var problem in open)
        {
            AdoptOrResolve(problem, now);
        }
    }

    /// <summary>Changes open problems without new evidence.</summary>
    /// <inheritdoc cref="Episodes.Amend"/>
    public void Amend(Func<Problem, Problem> amend)
    {
        foreach (var scope in Scopes)
        {
            scope.Amend(amend);
        }
    }

    /// <summary>Takes in the whole state of the source, with what was published of it by this evaluator or in an earlier term.</summary>
    /// <param name="messages">What the feed holds of it.</param>
    /// <param name="isOpen">Whether a problem that the feed holds is open still; null if only the feed says that.</param>
    /// <param name="now">The present time.</param>
    public void TakeWhole(IEnumerable<SourceMessage> messages, Predicate<string>? isOpen, DateTimeOffset now)
    {
        List<SourceMessage> all = [.. messages];
        _facts.BeginWhole();
        all.ForEach(message => _facts.Take(message, now));
        Synchronize(all.OfType<Problem>().ToDictionary(problem => problem.Id), isOpen, now);
        _pipelines.Synchronize(all.OfType<PipelineStatus>().ToDictionary(status => status.Id), now);
    }

    /// <summary>Takes in what the source did before.</summary>
    public void Remember(SourcePast past, DateTimeOffset now)
    {
        _facts.Remember(past);
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
        NoteHidden(now);
        ResumeMovements(now);
        var evidence = new Evidence(now, _facts.ObservedAt);
        var standing = _facts.StandingAt(now);
        if (standing == SourceStanding.Unknown)
        {
            MarkUnseen(evidence);
            _due.Set(new DueKey(_facts.Name, null), _facts.HiddenSince is null ? _facts.SilentFrom()?.After(Instant) : now + HiddenPace);
            return;
        }

        JudgeReach(standing, evidence);
        JudgeComponents(evidence);
        _thresholds.Evaluate(UnreachableId, evidence);
        _pipelines.Evaluate(UnreachableId, evidence);
        Report(evidence);
        _due.Set(new DueKey(_facts.Name, null), NextDue(now));
    }

    // What the source did while no news of it could come is not known, and its silence since then is nobody's.
    private void NoteHidden(DateTimeOffset now)
    {
        var before = _facts.HiddenSince;
        _facts.HiddenSince = _visibility?.HiddenSince(Name);
        if (before is { } since && _facts.HiddenSince is null)
        {
            NoteAbsence(since, now);
        }
    }

    private void JudgeReach(SourceStanding standing, Evidence evidence)
    {
        var unreachable = SourceFindings.Unreachable(_facts, standing, UnreachablePartOf);
        _reach.Reconcile(unreachable is null ? [] : [unreachable], evidence, problem => CameBackAt(problem, evidence));
        if (standing is SourceStanding.Down or SourceStanding.Stale)
        {
            _degradation.MarkUnseen(evidence.ObservedAt ?? unreachable?.Since ?? evidence.Now, UnreachableId, evidence);
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
        _thresholds.MarkUnseen(evidence.At, unreachable, evidence);
        _facts.Components.Interrupt();
        _pipelines.MarkAllUnseen(evidence.At, unreachable, evidence);
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
        return new[] { stale > now ? stale : null, _pipelines.NextRefresh, _isReportPending ? _report.Next : null, _thresholds.Due, _reach.Due, _degradation.Due, _components.Due }.Min();
    }

    private DateTimeOffset CameBackAt(Problem problem, Evidence evidence) =>
        _facts.Status?.Since > problem.Since ? _facts.Status.Since : evidence.At;

    private DateTimeOffset HealthyAgainAt(Problem problem, HealthStatus health, Evidence evidence) =>
        _facts.Components.Of(problem.Component ?? ComponentChanges.Whole) is { Healthy: true } change ? change.Since : health.ObservedAt ?? evidence.At;
}
