using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>Open problems of one scope (a source's reach, its components, one pipeline). Each lasts from its opening to its resolution under one id.</summary>
/// <param name="source">The source's name.</param>
/// <param name="output">Takes what is to be published.</param>
internal sealed class Episodes(string source, EvaluationOutput output)
{
    private readonly Dictionary<ProblemSubject, Problem> _open = [];
    private readonly FlappingDetector _flapping = new();

    public IReadOnlyCollection<Problem> Open => _open.Values;

    /// <summary>When something must be reconciled again although nothing new is found; null if that need not be.</summary>
    public DateTimeOffset? Due => _flapping.Due;

    /// <summary>The open problem of a subject; null if there is none.</summary>
    public Problem? Find(ProblemSubject subject) => _open.GetValueOrDefault(subject);

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

        EndFlapping(evidence);
        foreach (var finding in findings)
        {
            var before = _open.GetValueOrDefault(finding.Subject);
            var partOf = finding.PartOf ?? (before is null ? Opened(finding, evidence) : FlappingIdOf(finding.Subject));
            var id = before?.Id ?? output.NewProblemId(evidence.Now);
            Set(finding.Subject, finding.ToProblem(source, id, before) with { PartOf = partOf }, evidence);
        }

        foreach (var (subject, problem) in _open.Where(open => open.Key.Kind != ProblemKinds.Flapping && !findings.Any(finding => finding.Subject == open.Key)).ToList())
        {
            if (resolvedAt(problem) is { } at)
            {
                NoteFlapping(subject, evidence);
                Resolve(subject, problem, at, evidence);
            }
            else
            {
                Set(subject, problem with { UnseenSince = null, PartOf = FlappingIdOf(subject) }, evidence);
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

    /// <summary>Changes open problems without new evidence.</summary>
    /// <param name="amend">The problem as it should be; the same if nothing of it changes.</param>
    public void Amend(Func<Problem, Problem> amend)
    {
        foreach (var (subject, problem) in _open.ToList())
        {
            if (amend(problem) is var amended && !amended.IsSameAs(problem))
            {
                _open[subject] = output.Add(amended);
            }
        }
    }

    private string? FlappingIdOf(ProblemSubject subject) => _flapping.Due is null ? null : Find(FlappingDetector.Of(subject))?.Id;

    // Returns the id of the problem that what opens is part of.
    private string? Opened(Finding finding, Evidence evidence)
    {
        if (_flapping.NoteOpening(finding.Subject, evidence.Now) && FlappingIdOf(finding.Subject) is null)
        {
            var flapping = FlappingDetector.Of(finding, evidence.Now);
            Set(flapping.Subject, flapping.ToProblem(source, output.NewProblemId(evidence.Now), null), evidence);
            _flapping.NoteChange(flapping.Subject, evidence.Now);
        }

        NoteFlapping(finding.Subject, evidence);
        return FlappingIdOf(finding.Subject);
    }

    private void NoteFlapping(ProblemSubject subject, Evidence evidence)
    {
        if (FlappingIdOf(subject) is not null)
        {
            _flapping.NoteChange(FlappingDetector.Of(subject), evidence.Now);
        }
    }

    private void EndFlapping(Evidence evidence)
    {
        foreach (var (subject, problem) in _open.Where(open => open.Key.Kind == ProblemKinds.Flapping).ToList())
        {
            if (problem.UnseenSince is not null)
            {
                _flapping.NoteChange(subject, evidence.Now);
            }

            if (_flapping.TryTakeQuiet(subject, evidence.Now))
            {
                Resolve(subject, problem, evidence.Now, evidence);
            }
            else
            {
                Set(subject, problem with { UnseenSince = null, PartOf = null }, evidence);
            }
        }
    }

    private void Set(ProblemSubject subject, Problem found, Evidence evidence)
    {
        var before = _open.GetValueOrDefault(subject);
        var problem = output.Suppressions.Apply(found, before, evidence.Now);
        if (before is null || !problem.IsSameAs(before))
        {
            _open[subject] = output.Add(problem with { ObservedAt = evidence.ObservedAt });
        }
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
