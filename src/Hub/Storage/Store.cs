using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Storage;

/// <inheritdoc cref="IStore"/>
internal sealed partial class Store<TContext>(
    StoreName name, string migrationsTable, StoreDatabase database, IDbContextFactory<TContext> contexts, TimeProvider time, ILogger<Store<TContext>> logger) : IStore
    where TContext : DbContext
{
    private static readonly TimeSpan MigrationLimit = TimeSpan.FromMinutes(2);

    public StoreName Name => name;

    public StoreDatabase Database => database;

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(MigrationLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await MigratePendingAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw database.Unusable($"its tables could not be brought up to date within {MigrationLimit.TotalSeconds:0} s; {database.LockAdvice(migrationsTable)}");
        }
        catch (Exception exception) when (exception is not OperationCanceledException && database.CauseOf(exception) is not null)
        {
            throw database.Unusable(database.CauseOf(exception)!);
        }
    }

    public async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return !(await context.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false)).Any();
        }
    }

    public async Task<bool> IsWritableAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await database.IsWritableAsync(context.Database, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task RequireCurrentAsync(CancellationToken cancellationToken)
    {
        bool isCurrent;
        try
        {
            isCurrent = await IsCurrentAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && database.CauseOf(exception) is not null)
        {
            throw database.Unusable(database.CauseOf(exception)!);
        }

        if (!isCurrent)
        {
            throw database.Unusable("it does not have the tables of this release. Start the monitor of this release once, which brings them up to date");
        }
    }

    private async Task MigratePendingAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            // Each command waits as long as the whole may take: a command that another process blocks must not fail before the limit.
            context.Database.SetCommandTimeout(MigrationLimit);
            if (await database.RemoveStaleLockAsync(context.Database, cancellationToken).ConfigureAwait(false))
            {
                Log.StaleLockRemoved(logger, database.Origin);
            }

            await database.BeforeMigrationAsync(context.Database, migrationsTable, cancellationToken).ConfigureAwait(false);

            // Migrating takes a lock in the database even if nothing is pending, and a process that is killed leaves it there.
            if ((await context.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false)).Any())
            {
                await database.MigrateAsync(context.Database, migrationsTable, cancellationToken).ConfigureAwait(false);
            }

            await database.AfterMigrationAsync(context.Database, cancellationToken).ConfigureAwait(false);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2082, LogLevel.Warning, "An earlier start was killed while it brought the tables of {Database} up to date; this one goes on where it stopped")]
        public static partial void StaleLockRemoved(ILogger logger, string database);
    }
}
