using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>The open problems as they were last stored, from which follows what an evaluation changed.</summary>
internal sealed class ProblemLedger
{
    private readonly Dictionary<string, Problem> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);

    /// <summary>Whether it was read from a journal: then a problem that it does not hold is not open, whatever the feed holds.</summary>
    public bool IsStored { get; private set; }

    /// <summary>The open problems, in no order.</summary>
    public IReadOnlyCollection<Problem> Open => _open.Values;

    /// <summary>The open problems of a source, in no order.</summary>
    public IEnumerable<Problem> Of(string source) => _open.Values.Where(problem => problem.Source == source);

    public bool Holds(string id) => _open.ContainsKey(id);

    /// <summary>Takes in what the journal holds.</summary>
    public void Restore(IReadOnlyList<Problem> open)
    {
        IsStored = true;
        Note(open);
    }

    /// <summary>Takes in what an earlier term published.</summary>
    public void Note(IEnumerable<Problem> open)
    {
        foreach (var problem in open)
        {
            _open[problem.Id] = problem;
        }
    }

    /// <summary>Says why a problem is over that is about to be resolved.</summary>
    public void Explain(string id, string reason) => _reasons[id] = reason;

    /// <summary>Takes in what is to be published.</summary>
    /// <returns>What of that changes problems, in the same order.</returns>
    public IReadOnlyList<ProblemChange> Take(IReadOnlyList<SourceMessage> messages, DateTimeOffset now)
    {
        List<ProblemChange>? changes = null;
        foreach (var message in messages)
        {
            if (ChangeOf(message, now) is { } change)
            {
                (changes ??= []).Add(change);
            }
        }

        return changes ?? (IReadOnlyList<ProblemChange>)[];
    }

    private ProblemChange? ChangeOf(SourceMessage message, DateTimeOffset now)
    {
        if (message is ProblemResolved resolved)
        {
            _reasons.Remove(resolved.Id, out var reason);
            return _open.Remove(resolved.Id, out var last) ? new ProblemChange(last, last, resolved.ResolvedAt, now) { Reason = reason } : null;
        }

        if (message is not Problem problem)
        {
            return null;
        }

        var before = _open.GetValueOrDefault(problem.Id);
        _open[problem.Id] = problem;
        return before is null || !problem.IsSameAs(before) ? new ProblemChange(problem, before, null, now) : null;
    }
}
