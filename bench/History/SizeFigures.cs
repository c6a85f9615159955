using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Bench.History;

/// <summary>How much room the rows take, by SQLite's own count of pages.</summary>
internal static class SizeFigures
{
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchHistory history, CancellationToken cancellationToken)
    {
        await using var context = await history.ContextAsync(cancellationToken);
        var (buckets, runs) = (await BytesAsync(context, "Buckets", cancellationToken), await BytesAsync(context, "%Run%", cancellationToken));
        var (rows, all) = (await context.Buckets.LongCountAsync(cancellationToken), await context.UsedBytesAsync(cancellationToken));
        return
        [
            new("bytes a bucket", Figure.Number((double)buckets / rows), "130 at most, 112 aimed at"),
            new($"figures of 20 daemons, {rows:N0} rows", Megabytes(buckets), "200 MB at most, 145 MB aimed at"),
            new("runs with their indexes and the index of text", Megabytes(runs)),
            new("the whole file", Megabytes(all)),
        ];
    }

    private static Task<long> BytesAsync(DbContext context, string name, CancellationToken cancellationToken) =>
        context.Database.SqlQuery<long>($"""SELECT COALESCE(SUM(pgsize), 0) AS "Value" FROM dbstat WHERE name LIKE {name}""").SingleAsync(cancellationToken);

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("N1", CultureInfo.InvariantCulture) + " MB";
}
