using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems;

namespace FlextMonitor.Hub.Alerts;

/// <summary>Adds what a change of problems brings with it, such as what is to be told, to the transaction that stores the change.</summary>
internal interface IProblemChangeListener
{
    /// <summary>
    /// Adds rows to the context, which saves them. The rows of <see cref="AlertsDbContext.Problems"/> that the changes concern are tracked by it and stand as after the changes.
    /// If it throws, nothing is stored and the evaluator's term ends.
    /// </summary>
    /// <param name="context">The context of the transaction.</param>
    /// <param name="changes">In their order, at least one.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    Task AddAsync(AlertsDbContext context, IReadOnlyList<ProblemChange> changes, CancellationToken cancellationToken);

    /// <summary>What was added is stored. It must return at once.</summary>
    void OnStored();
}
