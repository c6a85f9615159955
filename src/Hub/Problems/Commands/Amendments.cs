using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems.Commands;

/// <summary>Carries out what people ask, on all open problems.</summary>
/// <param name="output">Takes what is to be published.</param>
/// <param name="ledger">The open problems.</param>
/// <param name="bySource">Changes the problems of all sources that are evaluated, as it is told.</param>
/// <param name="judged">The open problems of those sources.</param>
internal sealed class Amendments(EvaluationOutput output, ProblemLedger ledger, Action<Func<Problem, Problem>> bySource, Func<IEnumerable<Problem>> judged)
{
    /// <summary>When something changes by the clock; null if nothing does.</summary>
    public DateTimeOffset? NextChange => output.Suppressions.NextChange;

    /// <summary>Carries out what people ask.</summary>
    public void Obey(ProblemOrders orders, DateTimeOffset now)
    {
        output.Suppressions.Use(orders.Silences, now);
        var commands = orders.Commands.Where(command => command.Kind is ProblemCommandKind.Acknowledge or ProblemCommandKind.TakeBack).ToLookup(command => command.ProblemId);
        Amend(problem => Suppress(commands[problem.Id].Aggregate(problem, Acknowledge), now));
    }

    /// <summary>A time at which something changes has come, or the clock was set.</summary>
    public void Advance(DateTimeOffset now)
    {
        output.Suppressions.Advance(now);
        Amend(problem => Suppress(problem, now));
    }

    /// <summary>Publishes again problems that no source's evaluation holds (of a kind that another version opens, or of the monitor itself) if the feed has lost them.</summary>
    /// <param name="held">Ids of the problems that the feed holds.</param>
    public void RepublishOthers(IReadOnlySet<string> held)
    {
        foreach (var problem in Others().Where(problem => !held.Contains(problem.Id)))
        {
            output.Add(problem);
        }
    }

    private void Amend(Func<Problem, Problem> amend)
    {
        bySource(amend);
        foreach (var problem in Others())
        {
            if (amend(problem) is var amended && !amended.IsSameAs(problem))
            {
                output.Add(amended);
            }
        }
    }

    private List<Problem> Others()
    {
        var known = judged().Select(problem => problem.Id).ToHashSet();
        return [.. ledger.Open.Where(problem => !known.Contains(problem.Id) && !output.Resolves(problem))];
    }

    private Problem Suppress(Problem problem, DateTimeOffset now) => output.Suppressions.Apply(problem, problem, now);

    private Problem Acknowledge(Problem problem, ProblemCommand command) => output.Suppressions.Acknowledge(
        problem,
        command is { Kind: ProblemCommandKind.Acknowledge, Until: { } until } ? new Acknowledgement { By = command.By, At = command.At, Until = until, Note = command.Note } : null);
}
