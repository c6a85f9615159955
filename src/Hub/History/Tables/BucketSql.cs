using System.Globalization;
using FlextMonitor.Hub.History.Figures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>
/// The statements that EF cannot say: buckets are replaced as a whole, and those of a higher tier are computed from the tier below. They are the same on SQLite and
/// PostgreSQL. Repeating one changes nothing. All values are numbers, so they stand in the statement itself.
/// </summary>
internal sealed class BucketSql
{
    private static readonly string[] Key = [nameof(BucketRow.StepSeconds), nameof(BucketRow.SourceId), nameof(BucketRow.StartSeconds)];
    private static readonly string[] Times = [nameof(BucketRow.LiveMs), nameof(BucketRow.DegradedMs), nameof(BucketRow.DownMs), nameof(BucketRow.UnseenMs)];
    private static readonly string[] GaugeParts =
        [nameof(GaugeColumns.UnknownMs), nameof(GaugeColumns.Sum), nameof(GaugeColumns.Min), nameof(GaugeColumns.Max), nameof(GaugeColumns.Last)];

    private static readonly string[] CounterParts =
        [nameof(CounterColumns.UnknownMs), nameof(CounterColumns.First), nameof(CounterColumns.Last), nameof(CounterColumns.Increase)];

    private static readonly string[] Values =
    [
        .. Times,
        .. BucketRow.Gauges.SelectMany(gauge => GaugeParts.Select(part => $"{gauge}_{part}")),
        .. CounterParts.Select(part => $"{nameof(BucketRow.Executions)}_{part}"),
    ];

    /// <summary>The names of all columns.</summary>
    public static IReadOnlyList<string> ColumnNames { get; } = [.. Key, .. Values];

    private static readonly string Columns = string.Join(", ", Key.Concat(Values).Select(Quoted));
    private static readonly string Replace =
        $"ON CONFLICT ({string.Join(", ", Key.Select(Quoted))}) DO UPDATE SET {string.Join(", ", Values.Select(column => $"{Quoted(column)} = excluded.{Quoted(column)}"))}";

    private readonly string _table;

    public BucketSql(HistoryDbContext context)
    {
        var entity = context.Model.FindEntityType(typeof(BucketRow))!;
        _table = context.GetService<ISqlGenerationHelper>().DelimitIdentifier(entity.GetTableName()!, entity.GetSchema());
    }

    /// <summary>Writes buckets of one tier whole.</summary>
    /// <param name="buckets">At least one; each with the number of its source.</param>
    public string Write(IEnumerable<(int SourceId, Bucket Bucket)> buckets) =>
        $"INSERT INTO {_table} ({Columns}) VALUES {string.Join(", ", buckets.Select(entry => $"({string.Join(", ", Row(entry.SourceId, entry.Bucket).Select(Literal))})"))} {Replace}";

    /// <summary>Computes the buckets of a tier again.</summary>
    /// <param name="sources">The numbers of their sources. Without them the whole tier below would be scanned: rows are in the order of tier, source and time.</param>
    /// <param name="step">The tier's step, in seconds.</param>
    /// <param name="lower">The step of the tier below, in seconds.</param>
    /// <param name="from">Where the first bucket begins, in seconds since 1970.</param>
    /// <param name="until">Where the last bucket ends, likewise.</param>
    public string RollUp(IEnumerable<int> sources, long step, long lower, long from, long until)
    {
        var start = $"""("StartSeconds" / {step}) * {step}""";
        var within = $"""b."StepSeconds" = {lower} AND b."SourceId" = w."SourceId" AND b."StartSeconds" >= w."StartSeconds" AND b."StartSeconds" < w."StartSeconds" + {step}""";
        return $"""
            INSERT INTO {_table} ({Columns})
            SELECT {step}, w."SourceId", w."StartSeconds", {string.Join(", ", Aggregates(step, within))}
            FROM (
                SELECT DISTINCT "SourceId", {start} AS "StartSeconds" FROM {_table}
                WHERE "StepSeconds" = {lower} AND "SourceId" IN ({string.Join(", ", sources)}) AND "StartSeconds" >= {from} AND "StartSeconds" < {until}) AS w
            JOIN {_table} AS b ON {within}
            GROUP BY w."SourceId", w."StartSeconds"
            {Replace}
            """;
    }

    private IEnumerable<string> Aggregates(long step, string within)
    {
        yield return Sum("LiveMs");
        yield return Sum("DegradedMs");
        yield return Sum("DownMs");
        yield return $"""{step * 1000} - {Sum("LiveMs")} - {Sum("DegradedMs")} - {Sum("DownMs")}""";
        foreach (var gauge in BucketRow.Gauges)
        {
            yield return Sum($"{gauge}_UnknownMs");
            yield return Sum($"{gauge}_Sum");
            yield return $"""MIN(b."{gauge}_Min")""";
            yield return $"""MAX(b."{gauge}_Max")""";
            yield return Edge(gauge, "Last", "DESC", within);
        }

        yield return Sum("Executions_UnknownMs");
        yield return Edge("Executions", "First", "ASC", within);
        yield return Edge("Executions", "Last", "DESC", within);
        yield return Sum("Executions_Increase");
    }

    // PostgreSQL sums 64-bit numbers to a numeric.
    private static string Sum(string column) => $"CAST(SUM(b.{Quoted(column)}) AS bigint)";

    private string Edge(string figure, string part, string order, string within) =>
        $"""(SELECT b."{figure}_{part}" FROM {_table} AS b WHERE {within} AND b."{figure}_{part}" IS NOT NULL ORDER BY b."StartSeconds" {order} LIMIT 1)""";

    private static IEnumerable<long?> Row(int sourceId, Bucket bucket)
    {
        long?[] head = [bucket.Length / 1000, sourceId, bucket.Start / 1000, bucket.LiveMs, bucket.DegradedMs, bucket.DownMs, bucket.UnseenMs];
        var gauges = Enumerable.Range(0, FigureValues.Gauges).SelectMany(place => Parts(bucket, bucket[(Figure)place]));
        var counter = bucket.TotalExecutions;
        return [.. head, .. gauges, Unknown(bucket, counter.KnownMs), counter.First, counter.Last, counter.Increase];
    }

    private static long Unknown(Bucket bucket, long knownMs) => bucket.LiveMs + bucket.DegradedMs - knownMs;

    private static IEnumerable<long?> Parts(Bucket bucket, Gauge gauge) => [Unknown(bucket, gauge.KnownMs), gauge.Sum, gauge.Min, gauge.Max, gauge.Last];

    private static string Literal(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "NULL";

    private static string Quoted(string column) => $"\"{column}\"";
}
