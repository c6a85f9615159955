using FlextMonitor.Hub.History.Figures;

namespace FlextMonitor.Hub.History.Api;

/// <summary>The figures of one daemon over a range, as columns: row N of each belongs to <c>at[N]</c>.</summary>
/// <param name="Source">The daemon's name.</param>
/// <param name="From">Where the first row begins (UTC).</param>
/// <param name="To">Where the last row ends (UTC): at most now.</param>
/// <param name="StepSeconds">The length of a row. That of the last row is shorter if it has not ended.</param>
/// <param name="SeenPercent">How much of the range it is known whether the daemon answered, 0–100, rounded down to one decimal.</param>
/// <param name="TruncatedBefore">What came before this is kept no longer (UTC); <c>null</c> if nothing of the range is gone.</param>
/// <param name="At">Where each row begins, in Unix milliseconds.</param>
/// <param name="Figures">For each figure its columns, with <c>null</c> where it is not known: <c>mean</c> (weighted by time), <c>min</c> and <c>max</c>; of <c>totalExecutions</c> its <c>increase</c> while it was watched.</param>
/// <param name="LiveSeconds">For how long all feeds answered.</param>
/// <param name="DegradedSeconds">For how long the daemon answered, but not all feeds.</param>
/// <param name="DownSeconds">For how long the daemon did not answer.</param>
/// <param name="UnseenSeconds">For how long nothing is known, because the monitor was away or the daemon had not been heard yet. The four add up to the row.</param>
public sealed record HistoryResponse(
    string Source,
    DateTimeOffset From,
    DateTimeOffset To,
    double StepSeconds,
    double SeenPercent,
    DateTimeOffset? TruncatedBefore,
    IReadOnlyList<long> At,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<double?>>> Figures,
    IReadOnlyList<double> LiveSeconds,
    IReadOnlyList<double> DegradedSeconds,
    IReadOnlyList<double> DownSeconds,
    IReadOnlyList<double> UnseenSeconds)
{
    /// <summary>Lays buckets out as columns. A row without a bucket is unseen, and time after the plan's end is in no column.</summary>
    internal static HistoryResponse Of(string source, HistoryPlan plan, IEnumerable<Bucket> buckets, IReadOnlyCollection<string> figures)
    {
        var byStart = buckets.ToDictionary(bucket => bucket.Start);
        List<Bucket> rows = [.. Enumerable.Range(0, plan.Rows).Select(row => plan.From + (row * plan.Step)).Select(start => byStart.GetValueOrDefault(start) ?? new Bucket(start, plan.Step))];
        var (all, seen) = (plan.Until - plan.From, rows.Sum(row => row.SeenMs));
        return new HistoryResponse(
            source,
            DateTimeOffset.FromUnixTimeMilliseconds(plan.From),
            DateTimeOffset.FromUnixTimeMilliseconds(plan.Until),
            plan.Step / 1000.0,
            all > 0 ? Math.Floor(1000.0 * seen / all) / 10 : 0,
            plan.TruncatedBefore is { } before ? DateTimeOffset.FromUnixTimeMilliseconds(before) : null,
            [.. rows.Select(row => row.Start)],
            figures.ToDictionary(figure => figure, figure => FigureColumns.Of(figure, rows)),
            Seconds(rows, row => row.LiveMs),
            Seconds(rows, row => row.DegradedMs),
            Seconds(rows, row => row.DownMs),
            Seconds(rows, row => Math.Min(row.End, plan.Until) - row.Start - row.SeenMs));
    }

    private static IReadOnlyList<double> Seconds(IEnumerable<Bucket> rows, Func<Bucket, long> ms) => [.. rows.Select(row => ms(row) / 1000.0)];
}
