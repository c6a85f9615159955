using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>Open problems of one scope (a source's reach, its components, one pipeline). Each lasts from its opening to its resolution under one id.</summary>
/// <param name="source">The source's name.</param>
/// <param name="output">Takes what is to be published.</param>
internal sealed class Episodes(string source, EvaluationOutput output)
{
    private readonly Dictionary<ProblemSubject, Problem> _open = [];

    public IReadOnlyCollection<Problem> Open => _open.Values;

    /// <summary>Goes on with a problem that an earlier term opened.</summary>
    /// <returns>False if another problem of the same subject is open.</returns>
    public bool TryAdopt(ProblemSubject subject, Problem problem) => _open.TryAdd(subject, problem);

    /// <summary>Opens, changes and resolves problems, so that exactly what was found is open.</summary>
    /// <param name="findings">Everything that is wrong in this scope, at most one of each subject.</param>
    /// <param name="evidence">What was judged.</param>
    /// <param name="resolvedAt">When a problem that was not found again was over; null if nothing says that it is.</param>
    public void Reconcile(IReadOnlyList<Finding> findings, Evidence evidence, Func<Problem, DateTimeOffset?> resolvedAt)
    {
        if (findings.Count == 0 && _open.Count == 0)
        {
            return;
        }

        foreach (var finding in findings)
        {
            var before = _open.GetValueOrDefault(finding.Subject);
            var id = before?.Id ?? output.NewProblemId(evidence.Now);
            Set(finding.Subject, finding.ToProblem(source, id, before), evidence);
        }

        foreach (var (subject, problem) in _open.Where(open => !findings.Any(finding => finding.Subject == open.Key)).ToList())
        {
            if (resolvedAt(problem) is { } at)
            {
                Resolve(subject, problem, at, evidence);
            }
            else
            {
                Set(subject, problem with { UnseenSince = null, PartOf = null }, evidence);
            }
        }
    }

    /// <summary>Their subjects cannot be seen: they are neither confirmed nor resolved.</summary>
    /// <param name="since">Until when they could be seen.</param>
    /// <param name="partOf">Id of the problem that explains it; null if none does.</param>
    /// <param name="evidence">What was judged.</param>
    public void MarkUnseen(DateTimeOffset since, string? partOf, Evidence evidence)
    {
        if (_open.Count == 0)
        {
            return;
        }

        foreach (var (subject, problem) in _open.ToList())
        {
            Set(subject, problem with { UnseenSince = problem.UnseenSince ?? since, PartOf = partOf }, evidence);
        }
    }

    /// <summary>Publishes again what the feed has lost or holds in an older version.</summary>
    /// <param name="held">What the feed holds, by id.</param>
    public void Republish(IReadOnlyDictionary<string, Problem> held)
    {
        foreach (var (subject, problem) in _open.ToList())
        {
            if (!held.TryGetValue(problem.Id, out var inFeed) || problem.IsNewerThan(inFeed))
            {
                _open[subject] = output.Add(problem);
            }
        }
    }

    private void Set(ProblemSubject subject, Problem problem, Evidence evidence)
    {
        if (_open.TryGetValue(subject, out var before)
            && problem with { Epoch = before.Epoch, Sequence = before.Sequence, ObservedAt = before.ObservedAt } == before)
        {
            return;
        }

        _open[subject] = output.Add(problem with { ObservedAt = evidence.ObservedAt });
    }

    private void Resolve(ProblemSubject subject, Problem problem, DateTimeOffset at, Evidence evidence)
    {
        _open.Remove(subject);
        output.Add(new ProblemResolved
        {
            Source = source,
            Epoch = 0,
            Sequence = 0,
            ObservedAt = evidence.ObservedAt,
            Id = problem.Id,
            ResolvedAt = at > problem.Since ? at : problem.Since,
        });
    }
}
