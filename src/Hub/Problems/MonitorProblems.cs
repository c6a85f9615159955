using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>The problems of the monitor's own parts, as these report them.</summary>
internal sealed class MonitorProblems(EvaluationOutput output, IReadOnlyList<IMonitorConditions> parts)
{
    private readonly Dictionary<IMonitorConditions, Episodes> _scopes = parts.ToDictionary(part => part, _ => new Episodes(SourceNames.Monitor, output));

    /// <summary>Its open problems, in no order.</summary>
    public IEnumerable<Problem> Open => _scopes.Values.SelectMany(scope => scope.Open);

    /// <summary>When something must be judged although nothing changed; null if nothing must.</summary>
    public DateTimeOffset? Due => _scopes.Values.Min(scope => scope.Due);

    /// <summary>Goes on with what an earlier term opened, and publishes again what the feed has lost of it.</summary>
    /// <param name="open">Open problems of the monitor itself; those of other kinds are left alone.</param>
    /// <param name="inFeed">Those that the feed holds.</param>
    public void Adopt(IReadOnlyList<Problem> open, IReadOnlyList<Problem> inFeed)
    {
        foreach (var (part, scope) in _scopes)
        {
            foreach (var problem in open.Where(problem => part.Kinds.Contains(problem.Kind == ProblemKinds.Flapping ? problem.Detail : problem.Kind)))
            {
                scope.TryAdopt(ProblemSubject.Of(problem)!.Value, problem);
            }

            scope.Republish(inFeed.ToDictionary(problem => problem.Id));
        }
    }

    /// <summary>Judges what the parts report. A problem of a part that does not know yet stays as it is.</summary>
    public void Judge(SourceRules rules, DateTimeOffset now)
    {
        foreach (var (part, scope) in _scopes)
        {
            if (part.Current is { } conditions)
            {
                scope.Reconcile([.. conditions.Select(condition => Of(condition, rules)).OfType<Finding>()], new Evidence(now, now), _ => now);
            }
        }
    }

    /// <inheritdoc cref="Episodes.Amend"/>
    public void Amend(Func<Problem, Problem> amend)
    {
        foreach (var scope in _scopes.Values)
        {
            scope.Amend(amend);
        }
    }

    private static Finding? Of(MonitorCondition condition, SourceRules rules) => rules.Of(condition.Kind) is not { } rule ? null : new Finding
    {
        Subject = new(condition.Kind, condition.Subject),
        Severity = rule.Severity,
        Title = condition.Title,
        Detail = condition.Detail,
        Component = condition.Subject.Length > 0 ? condition.Subject : null,
        Since = condition.Since,
    };
}
