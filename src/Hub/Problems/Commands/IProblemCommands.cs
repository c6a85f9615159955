namespace FlextMonitor.Hub.Problems.Commands;

/// <summary>Where the evaluator learns what people ask of it. Without one, nobody can ask for anything.</summary>
public interface IProblemCommands
{
    /// <summary>Completes when something may have been asked since <see cref="ReadAsync"/> was last called.</summary>
    Task WaitAsync(CancellationToken cancellationToken);

    /// <summary>Everything that is not carried out yet, and the silences.</summary>
    /// <exception cref="JournalUnavailableException">The store cannot be read.</exception>
    Task<ProblemOrders> ReadAsync(CancellationToken cancellationToken);
}
