using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Storage;

/// <inheritdoc cref="IStore"/>
internal sealed class Store<TContext>(StoreName name, string migrationsTable, StoreDatabase database, IDbContextFactory<TContext> contexts, TimeProvider time) : IStore
    where TContext : DbContext
{
    private static readonly TimeSpan MigrationLimit = TimeSpan.FromMinutes(2);

    public StoreName Name => name;

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
            throw Unusable($"its tables could not be brought up to date within {MigrationLimit.TotalSeconds:0} s; {database.LockAdvice(migrationsTable)}");
        }
        catch (Exception exception) when (exception is not OperationCanceledException && database.CauseOf(exception) is not null)
        {
            throw Unusable(database.CauseOf(exception)!);
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

    public async Task RequireCurrentAsync(CancellationToken cancellationToken)
    {
        bool isCurrent;
        try
        {
            isCurrent = await IsCurrentAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && database.CauseOf(exception) is not null)
        {
            throw Unusable(database.CauseOf(exception)!);
        }

        if (!isCurrent)
        {
            throw Unusable("it does not have the tables of this release. Start the monitor of this release once, which brings them up to date");
        }
    }

    private async Task MigratePendingAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            // Each command waits as long as the whole may take: a command that another process blocks must not fail before the limit.
            context.Database.SetCommandTimeout(MigrationLimit);
            await database.BeforeMigrationAsync(context.Database, migrationsTable, cancellationToken).ConfigureAwait(false);

            // Migrating takes a lock in the database even if nothing is pending, and a process that is killed leaves it there.
            if ((await context.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false)).Any())
            {
                await database.MigrateAsync(context.Database, migrationsTable, cancellationToken).ConfigureAwait(false);
            }

            await database.AfterMigrationAsync(context.Database, cancellationToken).ConfigureAwait(false);
        }
    }

    private OptionsValidationException Unusable(string cause) =>
        new(name.Key, typeof(StoreDatabase), [$"{database.Origin} must be {database.Requirement}, but {cause}"]);
}
