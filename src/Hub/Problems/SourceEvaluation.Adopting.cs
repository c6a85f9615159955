using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <content>Goes on with problems that an earlier term has opened.</content>
internal sealed partial class SourceEvaluation
{
    private void Synchronize(IReadOnlyDictionary<string, Problem> held, Predicate<string>? isOpen, DateTimeOffset now)
    {
        var known = OpenProblems.Select(problem => problem.Id).ToHashSet();
        foreach (var problem in held.Values.Where(problem => !known.Contains(problem.Id)))
        {
            // What this term opened and no longer knows, it has resolved, unless it starts this source again after a failure.
            if (isOpen?.Invoke(problem.Id) ?? !(_isSynchronized && problem.Epoch == _output.Epoch))
            {
                AdoptOrResolve(problem, now);
            }
            else if (isOpen is not null || ProblemSubject.Of(problem) is not null)
            {
                Resolve(problem, now);
            }
        }

        _isSynchronized = true;
        foreach (var scope in Scopes)
        {
            scope.Republish(held);
        }
    }

    // What has a twin is another evaluator's opening of the same problem. What is of another kind is left alone.
    private void AdoptOrResolve(Problem problem, DateTimeOffset now)
    {
        if (ProblemSubject.Of(problem) is not { } subject)
        {
            return;
        }

        if (!ScopeOf(problem).TryAdopt(subject, problem))
        {
            Resolve(problem, now);
        }
        else if (problem.Kind == ProblemKinds.Stuck)
        {
            _adoptedStuck.Add(problem);
        }
    }

    private void Resolve(Problem problem, DateTimeOffset now) => _output.Add(
        new ProblemResolved { Source = _facts.Name, Epoch = 0, Sequence = 0, ObservedAt = problem.ObservedAt, Id = problem.Id, ResolvedAt = now });

    private Episodes ScopeOf(Problem problem) => problem.Kind switch
    {
        ProblemKinds.Unreachable => _reach,
        ProblemKinds.Degraded => _degradation,
        ProblemKinds.Component => _components,
        ProblemKinds.Flapping => ScopeOf(problem with { Kind = problem.Detail ?? "" }),
        ProblemKinds.Threshold when problem.PipelineId is null => _thresholds.Episodes,
        _ => _pipelines.Of(problem.PipelineId ?? "").Episodes,
    };

    // The runs may be known some time after the problems: a process that starts reads the problems first.
    private void ResumeMovements(DateTimeOffset now)
    {
        foreach (var problem in _adoptedStuck)
        {
            if (_facts.Runs.Find(problem.ExecutionId ?? "") is { } run && run.IsRunning() && HasNotMoved(run, problem))
            {
                _facts.Movements.Resume(run, problem.Since, problem.SinceAtLeast);
            }
        }

        if (_facts.IsConfirmed(FeedNames.Executions, now))
        {
            _adoptedStuck.Clear();
        }
    }

    // A stuck run of which nothing changed since it was last judged has stood still all the while. If its collector began later, nobody knows: nothing says that it moved.
    private static bool HasNotMoved(ExecutionData run, Problem stuck) =>
        !(run.ObservedAt > stuck.ObservedAt) || run.Epoch > stuck.ObservedAt?.ToUnixTimeMilliseconds();
}
