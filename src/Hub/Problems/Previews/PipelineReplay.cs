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
        _facts.Runs.Remember([.. steps.Where(step => step.At < since && !step.IsBeginning).Select(step => step.Run)], []);
        foreach (var step in steps.Where(step => step.At < since).GroupBy(step => step.Run.Id).Select(run => run.Last()).Where(step => step.IsBeginning))
        {
            _facts.Runs.Take(step.Told(++_sequence));
        }

        foreach (var id in _facts.ChangedPipelines.ToList())
        {
            Judge(id, since);
        }

        var inTime = _rule.Kind == ProblemKinds.Slow ? new RunsOverInTime(runs) : null;
        foreach (var step in steps.Where(step => step.At >= since))
        {
            Replay(step, inTime);
        }

        AdvanceTo(until);
        return [.. _openings.Values.OrderBy(opening => opening.Since)];
    }

    private void Replay(Step step, RunsOverInTime? inTime)
    {
        AdvanceTo(step.At);
        var (pipeline, before) = (step.Run.PipelineId, _facts.Runs.Of(step.Run.PipelineId));
        if (step.IsBeginning && inTime?.Contains(step.Run, before?.SlowAfter) == true)
        {
            return;
        }

        var isUnheard = inTime is not null && !step.IsBeginning && (before is null || before.Running.Count == 0);
        _facts.Runs.Take(step.Told(++_sequence));
        Forget(pipeline, step.At - Day);
        if (!isUnheard)
        {
            Judge(pipeline, step.At);
        }
    }

    // A run is heard of when it begins and when it ends.
    private IEnumerable<Step> StepsOf(ExecutionData run)
    {
        if (run.StartedAt is { } started && !OfEndedRuns.Contains(_rule.Kind))
        {
            yield return new Step(started, run, IsBeginning: true);
        }

        if (run.HasEnded() && run.EndedAt() is { } ended)
        {
            yield return new Step(ended, run, IsBeginning: false);
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

    private readonly record struct Step(DateTimeOffset At, ExecutionData Run, bool IsBeginning)
    {
        /// <summary>The run as it was told at this step.</summary>
        public ExecutionData Told(long sequence) => IsBeginning
            ? Run with { Sequence = sequence, Status = ExecutionStatus.Running, FinishedAt = null, DurationSeconds = null, RecordsProcessed = null, ErrorMessage = null, ObservedAt = At }
            : Run with { Sequence = sequence, ObservedAt = At };
    }
}
