using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems.Rules;

/// <summary>Where the evaluator reads the rules. Without one the built-in rules hold.</summary>
public interface IRuleSource
{
    /// <summary>The rules that hold now, in the order of their names. The same list until they change.</summary>
    IReadOnlyList<Rule> Current { get; }

    /// <summary>The rule that opened a problem; null if it was deleted.</summary>
    Rule? RuleOf(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);

        var id = problem.RuleId ?? problem.Kind;
        return Current.FirstOrDefault(rule => rule.Id == id);
    }

    /// <summary>Completes when the rules differ from those given, or when it is cancelled.</summary>
    Task WaitForChangeAsync(IReadOnlyList<Rule> known, CancellationToken cancellationToken);
}
