using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems.Commands;

/// <summary>What people did about open problems: acknowledgements, which end with their time or when the problem becomes worse, and silences.</summary>
internal sealed class Suppressions
{
    private readonly Dictionary<string, (DateTimeOffset Until, ProblemSeverity Severity, int Count)> _acknowledged = new(StringComparer.Ordinal);
    private ISilencePlan? _silences;
    private DateTimeOffset? _silencesChangeAt;

    /// <summary>When something of it changes by the clock; null if nothing does.</summary>
    public DateTimeOffset? NextChange =>
        _acknowledged.Count == 0 ? _silencesChangeAt : new[] { _silencesChangeAt, _acknowledged.Values.Min(acknowledged => acknowledged.Until) }.Min();

    /// <summary>The silences are these from now on.</summary>
    public void Use(ISilencePlan silences, DateTimeOffset now)
    {
        _silences = silences;
        _silencesChangeAt = silences.NextChange(now);
    }

    /// <summary>A time at which something changes has come.</summary>
    public void Advance(DateTimeOffset now)
    {
        foreach (var (id, _) in _acknowledged.Where(acknowledged => acknowledged.Value.Until <= now).ToList())
        {
            _acknowledged.Remove(id);
        }

        _silencesChangeAt = _silences?.NextChange(now);
    }

    /// <summary>The problem with an acknowledgement, or without one.</summary>
    public Problem Acknowledge(Problem problem, Acknowledgement? acknowledgement)
    {
        _acknowledged.Remove(problem.Id);
        return problem with { Acknowledged = acknowledgement };
    }

    /// <summary>The problem with what people did about it that still holds.</summary>
    /// <param name="problem">The problem as it is now.</param>
    /// <param name="before">The problem as it was; null if it opens.</param>
    /// <param name="now">The present time.</param>
    public Problem Apply(Problem problem, Problem? before, DateTimeOffset now) => problem with
    {
        Acknowledged = StillHolds(problem, before ?? problem, now) ? problem.Acknowledged : null,
        SilencedUntil = _silences is null ? problem.SilencedUntil : _silences.SilencedUntil(problem, now),
    };

    private bool StillHolds(Problem problem, Problem before, DateTimeOffset now)
    {
        if (problem.Acknowledged is not { } acknowledgement)
        {
            return false;
        }

        if (!_acknowledged.TryGetValue(problem.Id, out var then))
        {
            _acknowledged[problem.Id] = then = (acknowledgement.Until, before.Severity, before.Count ?? 0);
        }

        if (acknowledgement.Until > now && problem.Severity <= then.Severity && (problem.Count ?? 0) <= then.Count)
        {
            return true;
        }

        _acknowledged.Remove(problem.Id);
        return false;
    }
}
