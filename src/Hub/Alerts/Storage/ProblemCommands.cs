using FlextMonitor.Collector.Cluster;
using FlextMonitor.Hub.Alerts.Silences;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Problems.Commands;
using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>Stores what people ask of the evaluator, and hands it over.</summary>
internal sealed class ProblemCommands(IDbContextFactory<AlertsDbContext> store, IRoomStore<AlertsDbContext> database, CarriedOutCommands carriedOut, ClusterSignals signals, TimeProvider time) : IProblemCommands, IDisposable
{
    /// <summary>How long one who asks waits for the evaluator.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _asked = new(0, 1);

    public Task WaitAsync(CancellationToken cancellationToken) => _asked.WaitAsync(cancellationToken);

    public async Task<ProblemOrders> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
            var commands = await context.Commands.AsNoTracking().OrderBy(row => row.Number)
                .Select(row => new ProblemCommand(row.Number, row.Kind, row.ProblemId, row.By, row.At, row.Until, row.Note)).ToListAsync(cancellationToken).ConfigureAwait(false);
            var silences = await context.Silences.AsNoTracking().Where(row => row.DeletedAt == null).ToListAsync(cancellationToken).ConfigureAwait(false);
            return new ProblemOrders(commands, new SilencePlan(silences));
        }
        catch (Exception exception) when (exception is not OperationCanceledException && database.CauseOf(exception) is { } cause)
        {
            throw new JournalUnavailableException(cause, exception);
        }
    }

    /// <summary>Adds a command, and what it is about, in one transaction, and wakes the evaluator.</summary>
    /// <returns>Whether the evaluator has carried it out. If not, it is stored and will be carried out when the evaluator works again.</returns>
    public async Task<bool> AskAsync(CommandRow command, Action<AlertsDbContext>? add, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        add?.Invoke(context);
        context.Commands.Add(command);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        var done = carriedOut.WaitAsync(command.Number);
        try
        {
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            Wake();
            signals.Send(ClusterTopics.CommandsAsked);
            await done.WaitAsync(Patience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return done.IsCompleted;
        }
        finally
        {
            carriedOut.Forget(command.Number);
        }
    }

    public void Dispose() => _asked.Dispose();

    /// <summary>Has the evaluator look for what was asked.</summary>
    public void Wake()
    {
        try
        {
            _asked.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is woken already.
        }
    }
}
