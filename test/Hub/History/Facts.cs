using FlextMonitor.Hub.History.Figures;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>Everything that a bucket tells, as a value.</summary>
internal static class Facts
{
    public static IReadOnlyList<Figure> Gauges { get; } = [.. Enum.GetValues<Figure>().Except([Figure.TotalExecutions])];

    /// <summary>Whether two buckets tell the same. It is quick, where comparing texts is not.</summary>
    public static bool AreSame(Bucket one, Bucket other) =>
        (one.Start, one.Length, one.LiveMs, one.DegradedMs, one.DownMs) == (other.Start, other.Length, other.LiveMs, other.DegradedMs, other.DownMs)
        && one.TotalExecutions == other.TotalExecutions && Gauges.All(gauge => one[gauge] == other[gauge]);

    public static string Of(Bucket bucket) => string.Join(
        ' ',
        [
            $"{bucket.Start}+{bucket.Length}: {bucket.LiveMs}/{bucket.DegradedMs}/{bucket.DownMs}/{bucket.UnseenMs}",
            .. Gauges.Select(gauge => $"{gauge} {bucket[gauge].KnownMs},{bucket[gauge].Sum},{bucket[gauge].Min},{bucket[gauge].Max},{bucket[gauge].Last}"),
            $"{bucket.TotalExecutions.KnownMs},{bucket.TotalExecutions.First},{bucket.TotalExecutions.Last},{bucket.TotalExecutions.Increase}",
        ]);
}
