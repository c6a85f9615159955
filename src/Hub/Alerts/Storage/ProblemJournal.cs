using System.Globalization;
using FlextMonitor.Collector.Cluster;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Problems.Commands;
using FlextMonitor.Hub.Storage;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <inheritdoc cref="IProblemJournal"/>
internal sealed class ProblemJournal(
    IDbContextFactory<AlertsDbContext> store,
    IRoomStore<AlertsDbContext> database,
    IEnumerable<IProblemChangeListener> listeners,
    CarriedOutCommands carriedOutCommands,
    ClusterSignals signals,
    IEvaluatorLeadership leadership,
    TimeProvider time) : IProblemJournal
{
    /// <summary>How long the store may take. An evaluator that waits for longer would judge by the past.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly IReadOnlyList<IProblemChangeListener> _listeners = [.. listeners];

    public Task<IReadOnlyList<Problem>> BeginTermAsync(long epoch, CancellationToken cancellationToken) => RunAsync(
        async (context, token) =>
        {
            // Written also so that a term begins only where its changes can be stored.
            await WriteTermAsync(context, epoch, token).ConfigureAwait(false);
            return (IReadOnlyList<Problem>)await context.Problems.AsNoTracking().Where(row => row.ResolvedAt == null).Select(row => row.Problem).ToListAsync(token).ConfigureAwait(false);
        },
        cancellationToken);

    public async Task StoreAsync(long epoch, IReadOnlyList<ProblemChange> changes, IReadOnlyList<ProblemCommand> carriedOut, CancellationToken cancellationToken)
    {
        await RunAsync(
            async (context, token) =>
            {
                await WriteAsync(context, epoch, changes, carriedOut, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        if (carriedOut.Count > 0)
        {
            carriedOutCommands.Note([.. carriedOut.Select(command => command.Number)]);
            signals.Send(ClusterTopics.CommandsDone, string.Join(',', carriedOut.Select(command => command.Number.ToString(CultureInfo.InvariantCulture))));
        }

        if (changes.Count > 0)
        {
            foreach (var listener in _listeners)
            {
                listener.OnStored();
            }
        }
    }

    private async Task WriteAsync(AlertsDbContext context, long epoch, IReadOnlyList<ProblemChange> changes, IReadOnlyList<ProblemCommand> carriedOut, CancellationToken cancellationToken)
    {
        if (await context.LockTermAsync(cancellationToken).ConfigureAwait(false) != epoch)
        {
            throw new JournalUnavailableException("another evaluator has begun to store problems");
        }

        await ProblemWriting.AddAsync(context, changes, carriedOut, cancellationToken).ConfigureAwait(false);
        if (changes.Count > 0)
        {
            foreach (var listener in _listeners)
            {
                await listener.AddAsync(context, changes, cancellationToken).ConfigureAwait(false);
            }
        }

        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        if (carriedOut.Count > 0)
        {
            long[] numbers = [.. carriedOut.Select(command => command.Number)];
            await context.Commands.Where(command => numbers.Contains(command.Number)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WriteTermAsync(AlertsDbContext context, long epoch, CancellationToken cancellationToken)
    {
        var beganAt = time.GetUtcNow();
        if (leadership.IsShared)
        {
            // The row is the lease, which holds the epoch of this term or a newer one.
            if (await context.LockTermAsync(cancellationToken).ConfigureAwait(false) != epoch)
            {
                throw new JournalUnavailableException("another evaluator has begun to store problems");
            }

            return;
        }

        var updated = await context.Terms.ExecuteUpdateAsync(term => term.SetProperty(row => row.Epoch, epoch).SetProperty(row => row.BeganAt, beganAt), cancellationToken).ConfigureAwait(false);
        if (updated == 0)
        {
            context.Terms.Add(new TermRow { Epoch = epoch, BeganAt = beganAt });
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<T> RunAsync<T>(Func<AlertsDbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await using var context = await store.CreateDbContextAsync(either.Token).ConfigureAwait(false);
            await using var transaction = await context.Database.BeginTransactionAsync(either.Token).ConfigureAwait(false);
            var result = await work(context, either.Token).ConfigureAwait(false);
            await transaction.CommitAsync(either.Token).ConfigureAwait(false);
            return result;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new JournalUnavailableException($"the store did not answer within {Patience.TotalSeconds:0} s");
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or JournalUnavailableException) && database.CauseOf(exception) is { } cause)
        {
            throw new JournalUnavailableException(cause, exception);
        }
    }
}
