using System.Collections.Concurrent;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Problems.Commands;

namespace FlextMonitor.Hub.Tests.Alerts;

/// <summary>A journal on which an evaluator ends as if its process were killed, before or after a transaction.</summary>
internal sealed class InterruptedJournal(ProblemJournal journal) : IProblemJournal
{
    private readonly ConcurrentQueue<Interruption> _interruptions = new();
    private int _terms;
    private int _transactions;

    /// <summary>How many terms have begun.</summary>
    public int Terms => _terms;

    /// <summary>How often something was to be stored.</summary>
    public int Transactions => _transactions;

    /// <summary>Ends the evaluator at the next transaction.</summary>
    public void Interrupt(Interruption interruption) => _interruptions.Enqueue(interruption);

    public Task<IReadOnlyList<Problem>> BeginTermAsync(long epoch, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _terms);
        return journal.BeginTermAsync(epoch, cancellationToken);
    }

    public async Task StoreAsync(long epoch, IReadOnlyList<ProblemChange> changes, IReadOnlyList<ProblemCommand> carriedOut, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _transactions);
        _interruptions.TryDequeue(out var interruption);
        if (interruption != Interruption.BeforeStoring)
        {
            await journal.StoreAsync(epoch, changes, carriedOut, cancellationToken);
        }

        if (interruption != Interruption.None)
        {
            throw new JournalUnavailableException("the process was killed");
        }
    }
}

/// <summary>Where an evaluator ends.</summary>
public enum Interruption
{
    None,
    BeforeStoring,
    AfterStoring,
}
