using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>Judges the pipelines of one source, each when something of it changed or came due.</summary>
/// <param name="facts">What is known of the source.</param>
/// <param name="output">Takes what is to be published.</param>
/// <param name="due">When pipelines must be judged again although nothing new is heard.</param>
internal sealed class PipelineEvaluations(SourceFacts facts, EvaluationOutput output, DueTimes due)
{
    private readonly SeenTime _seen = new();
    private readonly EvaluationPace _refresh = new(PipelineEvaluation.ClockPace);
    private readonly Dictionary<string, PipelineEvaluation> _pipelines = new(StringComparer.Ordinal);
    private bool _isSynchronized;
    private bool _areAllChanged;
    private bool _wereConfirmed;
    private bool _wasFull;

    /// <summary>When what moves with the clock is looked at next; null if there are no pipelines.</summary>
    public DateTimeOffset? NextRefresh => _pipelines.Count > 0 ? _refresh.Next : null;

    /// <summary>The open problems of each pipeline.</summary>
    public IEnumerable<Episodes> Scopes => _pipelines.Values.Select(pipeline => pipeline.Episodes);

    /// <summary>A pipeline, which need not have been known before.</summary>
    public PipelineEvaluation Of(string id)
    {
        if (!_pipelines.TryGetValue(id, out var pipeline))
        {
            _pipelines.Add(id, pipeline = new PipelineEvaluation(facts, id, output));
        }

        return pipeline;
    }

    /// <summary>Takes in what the feed holds of pipelines' statuses: goes on with those of an earlier term, and publishes again what is missing.</summary>
    public void Synchronize(IReadOnlyDictionary<string, PipelineStatus> held, DateTimeOffset now)
    {
        SeedSeen(held.Values, now);
        foreach (var status in held.Values)
        {
            Of(status.Id).Adopt(status, now);
        }

        foreach (var pipeline in _pipelines.Values)
        {
            pipeline.Republish(held.GetValueOrDefault(pipeline.Id));
        }

        _areAllChanged = true;
    }

    /// <summary>Takes in how long the source was watched before. That is exact, where a status of an earlier term is an estimate.</summary>
    public void Remember(IReadOnlyList<SeenPart> seen, DateTimeOffset now)
    {
        if (seen.Count > 0)
        {
            _seen.Seed(seen, now);
            _isSynchronized = true;
        }

        _areAllChanged = true;
    }

    /// <summary>How a pipeline stands by a rule.</summary>
    public IReadOnlyList<RuleReason> Reasons(Rule rule, string id, Evidence evidence) =>
        _pipelines.TryGetValue(id, out var pipeline) ? RuleReasons.Of(rule, pipeline.Judged(evidence)) : [RuleReasons.UnknownPipeline()];

    /// <summary>Starts that were due in a time and did not take place, in the order of their times.</summary>
    public IReadOnlyList<MissedStart> Missed(DateTimeOffset from, DateTimeOffset to, Evidence evidence) =>
        [.. _pipelines.Values.SelectMany(pipeline => UnseenFindings.Missed(pipeline.Judged(evidence), from, to)).OrderBy(start => start.DueAt)];

    /// <summary>All of them are judged next time, such as by other rules.</summary>
    public void JudgeAll() => _areAllChanged = true;

    /// <summary>Judges what changed since this was last called.</summary>
    /// <param name="partOf">Id of the problem that explains why runs cannot be seen; null if none does.</param>
    /// <param name="evidence">What is judged.</param>
    public void Evaluate(string? partOf, Evidence evidence)
    {
        var isConfirmed = facts.IsConfirmed(FeedNames.Executions, evidence.Now);
        var confirmedUntil = facts.ConfirmedUntil(FeedNames.Executions, evidence.Now);
        NoteSeen(isConfirmed, confirmedUntil);
        foreach (var pipeline in TakeChanged(isConfirmed))
        {
            due.Set(new DueKey(facts.Name, pipeline.Id), isConfirmed ? pipeline.Judge(evidence) : null);
            pipeline.Summarize(() => _seen.Percent(evidence.Now), isConfirmed, evidence);
        }

        if (!isConfirmed)
        {
            MarkUnseen(confirmedUntil, partOf, evidence);
        }

        Refresh(isConfirmed, evidence);
    }

    /// <summary>Nothing is known of the source for now, so that all is judged when it is known again.</summary>
    public void MarkAllUnseen(DateTimeOffset since, string? partOf, Evidence evidence)
    {
        NoteSeen(false, since);
        _areAllChanged = true;
        MarkUnseen(since, partOf, evidence);
    }

    /// <summary>Nobody watched from a time until now.</summary>
    public void NoteAbsence(DateTimeOffset since) => NoteSeen(false, since);

    private void MarkUnseen(DateTimeOffset since, string? partOf, Evidence evidence)
    {
        foreach (var pipeline in _pipelines.Values)
        {
            pipeline.MarkUnseen(since, partOf, evidence);
        }
    }

    // All pipelines of a source were seen for the same time; the newest status says best for how long.
    private void SeedSeen(IEnumerable<PipelineStatus> held, DateTimeOffset now)
    {
        if (!_isSynchronized && held.MaxBy(status => status.ObservedAt) is { } newest)
        {
            _seen.Seed(newest.SeenPercent24h, now);
            facts.UnseenRuns.Pause(newest.ObservedAt ?? now);
        }

        _isSynchronized = true;
    }

    private List<PipelineEvaluation> TakeChanged(bool isConfirmed)
    {
        if (_areAllChanged || isConfirmed != _wereConfirmed || facts.Runs.IsFull != _wasFull)
        {
            facts.ChangedPipelines.UnionWith(facts.Runs.PipelineIds);
            facts.ChangedPipelines.UnionWith(_pipelines.Keys);
        }

        _areAllChanged = false;
        _wereConfirmed = isConfirmed;
        _wasFull = facts.Runs.IsFull;
        if (facts.ChangedPipelines.Count == 0)
        {
            return [];
        }

        List<PipelineEvaluation> changed = [.. facts.ChangedPipelines.Select(Of)];
        facts.ChangedPipelines.Clear();
        return changed;
    }

    // Once a minute, so that it does not matter that all pipelines are looked at.
    private void Refresh(bool isConfirmed, Evidence evidence)
    {
        if (_pipelines.Count == 0 || !_refresh.TryTake(evidence.Now))
        {
            return;
        }

        var seen = _seen.Percent(evidence.Now);
        foreach (var (id, pipeline) in _pipelines.ToList())
        {
            pipeline.Refresh(seen, isConfirmed, evidence);
            if (pipeline.IsGone)
            {
                _pipelines.Remove(id);
                due.Set(new DueKey(facts.Name, id), null);
            }
        }
    }

    // A source that is found silent was last seen when it was last heard.
    private void NoteSeen(bool isConfirmed, DateTimeOffset confirmedUntil)
    {
        if (isConfirmed)
        {
            _seen.Begin(confirmedUntil);
            facts.Movements.Continue(confirmedUntil);
            facts.UnseenRuns.Continue(confirmedUntil);
        }
        else
        {
            _seen.End(confirmedUntil);
            facts.Movements.Pause(confirmedUntil);
            facts.UnseenRuns.Pause(confirmedUntil);
        }
    }
}
