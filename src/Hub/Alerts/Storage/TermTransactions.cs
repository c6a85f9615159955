using FlextMonitor.Hub.Storage.Leading;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>Transactions that are valid only in a leader's term: a process that was stopped and goes on must not repeat what its successor did.</summary>
internal static class TermTransactions
{
    /// <summary>Does work in a transaction. No other term can begin meanwhile.</summary>
    /// <param name="context">The store.</param>
    /// <param name="epoch">The term; null where one process is alone.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Cancels it; then nothing is written.</param>
    /// <exception cref="TermOverException">A newer term has begun. Nothing is written.</exception>
    public static async Task<T> InTermAsync<T>(this AlertsDbContext context, long? epoch, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        if (epoch is not null)
        {
            Require(await context.LockTermAsync(cancellationToken).ConfigureAwait(false), epoch);
        }

        var result = await work().ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <summary>Refuses to go on in a term that is over.</summary>
    /// <param name="current">The term whose changes are taken.</param>
    /// <param name="epoch">The term of the work; null where one process is alone.</param>
    /// <exception cref="TermOverException">They are not the same.</exception>
    public static void Require(long? current, long? epoch)
    {
        if (epoch is not null && current != epoch)
        {
            throw new TermOverException();
        }
    }
}
