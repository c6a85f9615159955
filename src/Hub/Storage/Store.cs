using FlextMonitor.Hosting.Programs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Storage;

/// <inheritdoc cref="IStore"/>
internal sealed partial class Store<TContext>(
    StoreName name,
    string migrationsTable,
    StoreDatabase database,
    StoreLocks locks,
    IDbContextFactory<TContext> contexts,
    TimeProvider time,
    ILogger<Store<TContext>> logger) : IStore, IRoomStore<TContext>
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

    public string? CauseOf(Exception exception) => exception switch
    {
        OptionsValidationException refusal when refusal.OptionsType == typeof(StoreDatabase) => refusal.Message,
        StartException refusal => refusal.Message,
        DbUpdateException { InnerException: { } cause } => database.CauseOf(cause),
        _ => database.CauseOf(exception),
    };

    public bool IsTransient(Exception exception) => StoreFailure.IsTransient(exception);

    public void CloseIdleConnections() => database.CloseIdleConnections();

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

    public void Lock() => locks.Take(database);

    public async Task<DbContext> CreateContextAsync(CancellationToken cancellationToken) => await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);

    private async Task MigratePendingAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            // Each command waits as long as the whole may take: a command that another process blocks must not fail before the limit.
            context.Database.SetCommandTimeout(MigrationLimit);
            locks.Take(database);
            if (await database.RemoveStaleLockAsync(context.Database, cancellationToken).ConfigureAwait(false))
            {
                Log.StaleLockRemoved(logger, database.Origin);
            }

            await database.BeforeMigrationAsync(context.Database, migrationsTable, cancellationToken).ConfigureAwait(false);

            // An essential store may be shared by processes of two releases while they are exchanged.
            var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false)).ToList();
            var known = context.Database.GetMigrations().ToList();
            if (!name.IsEssential && applied.Except(known).Any())
            {
                throw database.Unusable("a newer release has changed its tables. Use that release, or another database");
            }

            // Migrating takes a lock in the database even if nothing is pending, and a process that is killed leaves it there.
            if (known.Except(applied).Any())
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
