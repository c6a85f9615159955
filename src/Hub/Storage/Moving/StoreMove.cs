using System.Data.Common;
using FlextMonitor.Hosting.Programs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace FlextMonitor.Hub.Storage.Moving;

/// <summary>Copies what the SQLite files hold to a PostgreSQL database that holds nothing yet: everything, in one transaction, or nothing. The files stay as they are.</summary>
public sealed class StoreMove
{
    private readonly IReadOnlyList<IStore> _stores;

    internal StoreMove(IEnumerable<IStore> stores) => _stores = [.. stores];

    /// <summary>Copies. The monitor must not be running.</summary>
    /// <param name="to">The same with the settings of the PostgreSQL database.</param>
    /// <param name="moved">Takes each table when it is copied; should the copying fail later, it is taken back.</param>
    /// <param name="cancellationToken">Cancels it; then nothing has changed but that <paramref name="to"/> has tables.</param>
    /// <returns>What is left out, one sentence for each store; perhaps empty.</returns>
    /// <exception cref="StartException">It cannot be done; the message says why and what to do.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A database cannot be used; the message says why in one line.</exception>
    public async Task<IReadOnlyList<string>> MoveAsync(StoreMove to, Action<MovedTable> moved, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(moved);

        var (stores, leftOut) = Chosen();
        var pairs = stores.ConvertAll(store => (From: store, To: to._stores.Single(other => other.GetType() == store.GetType())));
        foreach (var (from, target) in pairs)
        {
            from.Lock();
            await from.RequireCurrentAsync(cancellationToken).ConfigureAwait(false);
            if (target.Database is not PostgresDatabase)
            {
                throw new StartException("it is not a PostgreSQL database that is to take the data. Name one, such as Host=localhost;Database=monitor;Username=monitor;Password=…");
            }
        }

        foreach (var (_, target) in pairs)
        {
            await target.MigrateAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await CopyAsync(pairs, moved, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not StartException && CauseOf(pairs[0].To.Database, exception) is { } cause)
        {
            throw new StartException($"nothing was moved: {cause}", exception);
        }

        return leftOut;
    }

    private (List<IStore> Stores, List<string> LeftOut) Chosen()
    {
        var (chosen, leftOut) = (new List<IStore>(), new List<string>());
        foreach (var store in _stores)
        {
            if (store.Database is not SqliteDatabase database)
            {
                leftOut.Add($"{store.Name.Key} names a PostgreSQL database");
            }
            else if (!File.Exists(database.File))
            {
                leftOut.Add($"there is no database that can be written at {database.Origin}");
            }
            else
            {
                chosen.Add(store);
            }
        }

        return chosen.Exists(store => store.Name.IsEssential)
            ? (chosen, [.. leftOut.Distinct()])
            : throw new StartException($"there is nothing to move: {string.Join(", and ", leftOut.Distinct())}. Use the settings of the monitor, from the same folder");
    }

    private static async Task CopyAsync(IReadOnlyList<(IStore From, IStore To)> pairs, Action<MovedTable> moved, CancellationToken cancellationToken)
    {
        var contexts = new List<DbContext>();
        try
        {
            DbTransaction? transaction = null;
            var tables = new List<TableCopy>();
            foreach (var pair in pairs)
            {
                var (from, to) = (await pair.From.CreateContextAsync(cancellationToken).ConfigureAwait(false), await pair.To.CreateContextAsync(cancellationToken).ConfigureAwait(false));
                contexts.AddRange(from, to);
                transaction = await JoinAsync(to, transaction, cancellationToken).ConfigureAwait(false);
                tables.AddRange(InOrder(to).Select(type => new TableCopy(from, to, type)));
            }

            await RequireEmptyAsync(tables, cancellationToken).ConfigureAwait(false);

            // Those that come with rows last: the end of the audit trail counts entries that must be there.
            foreach (var table in tables.OrderBy(table => table.IsSeeded))
            {
                moved(await table.CopyAsync(cancellationToken).ConfigureAwait(false));
            }

            await transaction!.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // The one whose transaction the others share was created before them.
            foreach (var context in contexts.AsEnumerable().Reverse())
            {
                await context.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    // All rooms are in one database, so that one transaction can hold all that they store.
    private static async Task<DbTransaction> JoinAsync(DbContext context, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        if (transaction is null)
        {
            return (await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false)).GetDbTransaction();
        }

        context.Database.SetDbConnection(transaction.Connection);
        await context.Database.UseTransactionAsync(transaction, cancellationToken).ConfigureAwait(false);
        return transaction;
    }

    private static async Task RequireEmptyAsync(IEnumerable<TableCopy> tables, CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            if (!await table.IsEmptyAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new StartException($"the PostgreSQL database holds data already: its table {table.Name} has rows. Name an empty database");
            }
        }
    }

    // A row comes after those that it refers to. What tables come with stands in the model of the design only.
    internal static List<IEntityType> InOrder(DbContext context)
    {
        var ordered = new List<IEntityType>();
        foreach (var type in context.GetService<IDesignTimeModel>().Model.GetEntityTypes().Where(type => !type.IsOwned()))
        {
            Add(type);
        }

        return ordered;

        void Add(IEntityType type)
        {
            if (!ordered.Contains(type))
            {
                foreach (var referred in type.GetForeignKeys().Select(key => key.PrincipalEntityType).Where(referred => referred != type))
                {
                    Add(referred);
                }

                ordered.Add(type);
            }
        }
    }

    private static string? CauseOf(StoreDatabase database, Exception exception) =>
        exception is DbUpdateException { InnerException: { } cause } ? database.CauseOf(cause) : database.CauseOf(exception);
}
