using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Commands;

namespace FlextMonitor.Hub.Problems;

/// <summary>
/// The durable memory of problems. What is announced of a change is stored in the transaction that stores the change. A change is published once it is stored:
/// if it cannot be stored, the evaluator's term ends and a new one begins from what is stored.
/// </summary>
public interface IProblemJournal
{
    /// <summary>Begins a term of the evaluator. Changes of earlier terms are refused from then on.</summary>
    /// <param name="epoch">The term's epoch.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The problems that are open, in no order.</returns>
    /// <exception cref="JournalUnavailableException">The store cannot be read or written.</exception>
    Task<IReadOnlyList<Problem>> BeginTermAsync(long epoch, CancellationToken cancellationToken);

    /// <summary>Stores changes in one transaction, in their order, and that commands were carried out.</summary>
    /// <param name="epoch">The epoch of the term that decided them.</param>
    /// <param name="changes">The changes, at most one of each problem; may be empty.</param>
    /// <param name="carriedOut">The commands that led to them, or changed nothing; may be empty.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <exception cref="JournalUnavailableException">Nothing is known to be stored: the store cannot be written, or another term has begun.</exception>
    Task StoreAsync(long epoch, IReadOnlyList<ProblemChange> changes, IReadOnlyList<ProblemCommand> carriedOut, CancellationToken cancellationToken);
}
