using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems.Previews;

/// <summary>Judges the pipelines of a source again, run by run, by one rule.</summary>
internal sealed class PipelineReplay
{
    /// <summary>How many runs of each pipeline are remembered, besides those of a day: more than any rule looks at.</summary>
    private const int Remembered = 2 * SourcePast.RunsOfEachPipeline;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // That a run has begun changes nothing for these.
    private static readonly HashSet<string> OfEndedRuns = [ProblemKinds.Failing, ProblemKinds.ZeroRows, ProblemKinds.FewRows, ProblemKinds.TooQuick];

    private readonly SourceFacts _facts;
    private readonly EvaluationOutput _output;
    private readonly Rule _rule;
    private readonly string _source;
    private readonly Dictionary<string, PipelineEvaluation> _pipelines = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> _due = new();
    private readonly Dictionary<string, DateTimeOffset?> _dueOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RulePreviewOpening> _openings = new(StringComparer.Ordinal);
    private long _sequence;
    private int _ids;

    /// <param name="rule">The rule.</param>
    /// <param name="source">The source's name.</param>
    /// <param name="definitions">Its pipelines as its daemon lists them now; how they were listed before is not kept.</param>
    public PipelineReplay(Rule rule, string source, IReadOnlyList<PipelineDefinition> definitions)
    {
        (_rule, _source) = (rule, source);
        _output = new EvaluationOutput(new MessageStamp(1), _ => $"{++_ids}");
        _facts = new SourceFacts(source, DateTimeOffset.MinValue) { Rules = new RuleSet([rule]).Of(source) };
        foreach (var definition in definitions)
        {
            _facts.Take(definition with { ObservedAt = null }, DateTimeOffset.MinValue);
        }
    }

    /// <summary>The openings, in order.</summary>
    /// <param name="runs">Its runs, the oldest first; those before <paramref name="since"/> tell what is usual.</param>
    /// <param name="since">What was over before this is left out.</param>
    /// <param name="until">The end of the time.</param>
    public IReadOnlyList<RulePreviewOpening> Openings(IReadOnlyList<ExecutionData> runs, DateTimeOffset since, DateTimeOffset until)
    {
        var steps = runs.SelectMany(StepsOf).Where(step => step.At <= until).OrderBy(step => step.At).ToList();
        _facts.Runs.Remember([.. steps.Where(step => step.At < since && step.Run.HasEnded()).Select(step => step.Run)], []);
        foreach (var run in steps.Where(step => step.At < since).GroupBy(step => step.Run.Id).Select(run => run.Last().Run).Where(run => !run.HasEnded()))
        {
            _facts.Runs.Take(run with { Sequence = ++_sequence });
        }

        foreach (var id in _facts.ChangedPipelines.ToList())
        {
            Judge(id, since);
        }

        foreach (var step in steps.Where(step => step.At >= since))
        {
            AdvanceTo(step.At);
            _facts.Runs.Take(step.Run with { Sequence = ++_sequence });
            Forget(step.Run.PipelineId, step.At - Day);
            Judge(step.Run.PipelineId, step.At);
        }

        AdvanceTo(until);
        return [.. _openings.Values.OrderBy(opening => opening.Since)];
    }

    // A run is heard of when it begins and when it ends.
    private IEnumerable<(DateTimeOffset At, ExecutionData Run)> StepsOf(ExecutionData run)
    {
        if (run.StartedAt is { } started && !OfEndedRuns.Contains(_rule.Kind))
        {
            yield return (started, run with { Status = ExecutionStatus.Running, FinishedAt = null, DurationSeconds = null, RecordsProcessed = null, ErrorMessage = null, ObservedAt = started });
        }

        if (run.HasEnded() && run.EndedAt() is { } ended)
        {
            yield return (ended, run with { ObservedAt = ended });
        }
    }

    private void Forget(string pipeline, DateTimeOffset before)
    {
        if (_facts.Runs.Of(pipeline)?.Runs is { Count: > Remembered } runs && runs.LastOrDefault(run => run.HasEnded()) is { } oldest && oldest.EndedAt() < before)
        {
            _facts.Runs.Remove(oldest.Id);
        }
    }

    private void AdvanceTo(DateTimeOffset time)
    {
        while (_due.TryPeek(out var id, out var at) && at <= time)
        {
            _due.Dequeue();
            if (_dueOf[id] == at)
            {
                Judge(id, at);
            }
        }
    }

    private void Judge(string id, DateTimeOffset now)
    {
        if (!_pipelines.TryGetValue(id, out var pipeline))
        {
            _pipelines.Add(id, pipeline = new PipelineEvaluation(_facts, id, _output));
        }

        var next = pipeline.Judge(new Evidence(now, now));
        _dueOf[id] = next > now ? next : null;
        if (_dueOf[id] is { } due)
        {
            _due.Enqueue(id, due);
        }

        foreach (var message in _output.Drain())
        {
            Note(message);
        }
    }

    private void Note(SourceMessage message)
    {
        if (message is Problem problem && problem.Kind == _rule.Kind)
        {
            _openings.TryAdd(problem.Id, new RulePreviewOpening(_source, problem.PipelineId, problem.PipelineName, problem.Since, null, problem.Title));
        }
        else if (message is ProblemResolved resolved && _openings.TryGetValue(resolved.Id, out var opening))
        {
            _openings[resolved.Id] = opening with { Until = resolved.ResolvedAt };
        }
    }
}
