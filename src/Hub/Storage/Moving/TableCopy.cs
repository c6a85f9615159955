using System.Reflection;
using FlextMonitor.Hosting.Programs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace FlextMonitor.Hub.Storage.Moving;

/// <summary>Copies the rows of one table from a context to another of the same model.</summary>
/// <param name="from">Where the rows are.</param>
/// <param name="to">Where they are to be, in a transaction.</param>
/// <param name="type">What a row is, by the model of <paramref name="to"/>.</param>
internal sealed class TableCopy(DbContext from, DbContext to, IEntityType type)
{
    private const int RowsAtOnce = 1000;

    private static readonly MethodInfo IsEmpty = Generic(nameof(IsEmptyAsync));
    private static readonly MethodInfo Copy = Generic(nameof(CopyAsync));

    public string Name => type.GetTableName()!;

    /// <summary>Whether it comes with rows of its own, which those that are copied replace.</summary>
    public bool IsSeeded => type.GetSeedData().Any();

    /// <summary>Whether the table to copy to has no rows but those that it came with.</summary>
    public Task<bool> IsEmptyAsync(CancellationToken cancellationToken) => IsSeeded ? Task.FromResult(true) : Call<Task<bool>>(IsEmpty, cancellationToken);

    /// <summary>Copies all rows, and counts them on both sides.</summary>
    /// <exception cref="StartException">The counts differ.</exception>
    public async Task<MovedTable> CopyAsync(CancellationToken cancellationToken)
    {
        var (had, has) = await Call<Task<(long, long)>>(Copy, cancellationToken).ConfigureAwait(false);
        if (had != has)
        {
            throw new StartException($"the table {Name} has {had} rows, but {has} arrived. Nothing was moved; is anything else using one of the databases?");
        }

        await ContinueNumbersAsync(cancellationToken).ConfigureAwait(false);
        return new MovedTable(Name, has);
    }

    private static MethodInfo Generic(string name) => typeof(TableCopy).GetMethods(BindingFlags.NonPublic | BindingFlags.Instance).Single(method => method.Name == name && method.IsGenericMethod);

    private TResult Call<TResult>(MethodInfo method, CancellationToken cancellationToken) => (TResult)method.MakeGenericMethod(type.ClrType).Invoke(this, [cancellationToken])!;

    private async Task<bool> IsEmptyAsync<TRow>(CancellationToken cancellationToken)
        where TRow : class => !await to.Set<TRow>().AnyAsync(cancellationToken).ConfigureAwait(false);

    private async Task<(long Had, long Has)> CopyAsync<TRow>(CancellationToken cancellationToken)
        where TRow : class
    {
        await foreach (var rows in from.Set<TRow>().AsNoTracking().AsAsyncEnumerable().Chunk(RowsAtOnce).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (IsSeeded)
            {
                to.Set<TRow>().UpdateRange(rows);
            }
            else
            {
                to.Set<TRow>().AddRange(rows);
            }

            await to.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            to.ChangeTracker.Clear();
        }

        return (await from.Set<TRow>().LongCountAsync(cancellationToken).ConfigureAwait(false), await to.Set<TRow>().LongCountAsync(cancellationToken).ConfigureAwait(false));
    }

    // Rows that bring their number with them do not move the database's own count.
    private async Task ContinueNumbersAsync(CancellationToken cancellationToken)
    {
        var sql = to.GetService<ISqlGenerationHelper>();
        var table = sql.DelimitIdentifier(Name, type.GetSchema());
        foreach (var column in type.GetProperties().Where(property => property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType.IsPrimitive).Select(property => property.GetColumnName()))
        {
            var setNumber = $"SELECT setval(pg_get_serial_sequence({{0}}, {{1}}), max({sql.DelimitIdentifier(column)})) FROM {table} HAVING count(*) > 0";
            await to.Database.ExecuteSqlRawAsync(setNumber, [table, column], cancellationToken).ConfigureAwait(false);
        }
    }
}
