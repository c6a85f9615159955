using System.Diagnostics;
using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Bench.History;

/// <summary>How much room the rows take, by SQLite's own count of pages.</summary>
internal static class SizeFigures
{
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string file, BenchHistory history, CancellationToken cancellationToken)
    {
        await using var context = await history.ContextAsync(cancellationToken);
        var (buckets, payload) = (await SumAsync(file, "pgsize", "Buckets", cancellationToken), await SumAsync(file, "payload", "Buckets", cancellationToken));
        var runs = await SumAsync(file, "pgsize", "%Run%", cancellationToken);
        var (rows, all) = (await context.Buckets.LongCountAsync(cancellationToken), await context.UsedBytesAsync(cancellationToken));
        return
        [
            new("bytes a bucket, as it is stored", Figure.Number((double)payload / rows), "130 at most, 112 aimed at"),
            new("the same with its share of the pages", Figure.Number((double)buckets / rows)),
            new($"figures of 20 daemons, {rows:N0} rows", Megabytes(buckets), "200 MB at most, 145 MB aimed at"),
            new("runs with their indexes and the index of text", Megabytes(runs)),
            new("the whole file", Megabytes(all)),
        ];
    }

    // The SQLite that comes with the program cannot count pages by table; Debian's can.
    private static async Task<long> SumAsync(string file, string column, string name, CancellationToken cancellationToken)
    {
        using var sqlite = Process.Start(new ProcessStartInfo("sqlite3", ["-readonly", file, $"SELECT COALESCE(SUM({column}), 0) FROM dbstat WHERE name LIKE '{name}'"]) { RedirectStandardOutput = true })!;
        var sum = await sqlite.StandardOutput.ReadToEndAsync(cancellationToken);
        await sqlite.WaitForExitAsync(cancellationToken);
        return long.Parse(sum, CultureInfo.InvariantCulture);
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("N1", CultureInfo.InvariantCulture) + " MB";
}
