using System.Globalization;
using System.Text.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Figures;
using FlextMonitor.Hub.History.Runs;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FlextMonitor.Hub.Tests.Storage.Moving;

/// <summary>Rows of any table, made by what its model says of its columns, and what is stored of them.</summary>
internal sealed class FilledTable(DbContext context, IEntityType type)
{
    private const int Rows = 3;

    /// <summary>Adds rows, all of whose columns hold a value of their own.</summary>
    public Task AddAsync(CancellationToken cancellationToken) => context is HistoryDbContext history && type.ClrType == typeof(BucketRow) ? AddBucketsAsync(history, cancellationToken) : AddRowsAsync(cancellationToken);

    /// <summary>Adds a row whose number the database gives, if it gives one.</summary>
    public async Task AddNextAsync(CancellationToken cancellationToken)
    {
        if (type.FindPrimaryKey()!.Properties is [{ ValueGenerated: ValueGenerated.OnAdd, ClrType.IsPrimitive: true } number])
        {
            var row = Row(Rows + 1);
            row.Property(number.Name).CurrentValue = Convert.ChangeType(0, number.ClrType, CultureInfo.InvariantCulture);
            foreach (var reference in type.GetForeignKeys().SelectMany(key => key.Properties))
            {
                row.Property(reference.Name).CurrentValue = ValueOf(reference, 1);
            }

            context.Add(row.Entity);
            await context.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Every value of every row, in a fixed order.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        context.ChangeTracker.Clear();
        var rows = (IQueryable<object>)typeof(DbContext).GetMethods().Single(method => method.Name == nameof(DbContext.Set) && method.GetParameters().Length == 0).MakeGenericMethod(type.ClrType).Invoke(context, [])!;
        return [.. (await rows.AsNoTracking().ToListAsync(cancellationToken)).Select(row => JsonSerializer.Serialize(row, type.ClrType)).Order(StringComparer.Ordinal)];
    }

    private async Task AddRowsAsync(CancellationToken cancellationToken)
    {
        var isOnlyRow = type.GetCheckConstraints().Any(check => check.ModelName.EndsWith("OnlyRow", StringComparison.Ordinal));
        for (var number = 1; number <= (isOnlyRow ? 1 : Rows); number++)
        {
            var row = Row(number).Entity;
            _ = type.GetSeedData().Any() ? context.Update(row) : context.Add(row);
            await context.SaveChangesAsync(cancellationToken);
            context.ChangeTracker.Clear();
        }
    }

    private static Task<int> AddBucketsAsync(HistoryDbContext history, CancellationToken cancellationToken)
    {
        var values = default(FigureValues).With(Figure.CpuUsage, 12).With(Figure.MemoryUsage, 34);
        var buckets = Rollup.Of([new Segment(0, 4_000, Sample.Live(values), 0), new Segment(4_000, 30_000, Sample.Live(values.With(Figure.CpuUsage, 900)), 1)], 10_000);
        return history.Database.ExecuteSqlRawAsync(new BucketSql(history).Write([.. buckets.Select(bucket => (1, bucket))]), cancellationToken);
    }

    private EntityEntry Row(int number)
    {
        var row = context.Entry(Activator.CreateInstance(type.ClrType, nonPublic: true)!);
        foreach (var property in type.GetProperties())
        {
            row.Property(property.Name).CurrentValue = ValueOf(property, number);
        }

        foreach (var part in type.GetNavigations().Where(navigation => navigation.TargetEntityType.IsOwned()))
        {
            var owned = Activator.CreateInstance(part.TargetEntityType.ClrType, nonPublic: true)!;
            foreach (var property in part.TargetEntityType.GetProperties().Where(property => !property.IsShadowProperty()))
            {
                property.PropertyInfo!.SetValue(owned, ValueOf(property, number));
            }

            part.PropertyInfo!.SetValue(row.Entity, owned);
        }

        return row;
    }

    private static object? ValueOf(IReadOnlyProperty property, int number)
    {
        if (property.FindFirstPrincipal() is { } principal && principal != property)
        {
            return ValueOf(principal, number);
        }

        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type switch
        {
            _ when type == typeof(string) => TextOf(property, number),
            _ when type == typeof(bool) => number % 2 == 1,
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.UnixEpoch.AddDays(number),
            _ when type == typeof(TimeSpan) => TimeSpan.FromMinutes(number),
            _ when type == typeof(DateOnly) => DateOnly.FromDayNumber(number),
            _ when type == typeof(Guid) => new Guid(number, 0, 0, new byte[8]),
            _ when type == typeof(byte[]) => new[] { (byte)number },
            _ when type == typeof(Problem) => Messages.Problem($"problem-{number}"),
            _ when type == typeof(DurationHistogram) => DurationHistogram.Of([number]),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(0),
            _ when type.IsPrimitive => Convert.ChangeType(number, type, CultureInfo.InvariantCulture),
            _ when type.IsAssignableFrom(typeof(string[])) => new[] { $"{number}", "two" },
            _ when type.IsGenericType && type.IsAssignableFrom(type.GenericTypeArguments[0].MakeArrayType()) => Array.CreateInstance(type.GenericTypeArguments[0], 0),
            _ when property.IsNullable => null,
            _ => JsonSerializer.Deserialize("{}", type),
        };
    }

    private static string TextOf(IReadOnlyProperty property, int number)
    {
        if (property.GetColumnType() is "jsonb")
        {
            return "{}";
        }

        var text = $"{number} Ωmega {property.Name}";
        return property.GetMaxLength() is { } most && most < text.Length ? text[..most] : text;
    }
}
