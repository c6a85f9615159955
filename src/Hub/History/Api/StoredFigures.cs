using System.Linq.Expressions;
using FlextMonitor.Hub.History.Figures;
using FlextMonitor.Hub.History.Tables;

namespace FlextMonitor.Hub.History.Api;

/// <summary>The columns of a bucket that answers are made of: a reading of whole rows takes twice as long.</summary>
/// <param name="SourceId">The source.</param>
/// <param name="StartSeconds">Where it begins, in seconds since 1970.</param>
/// <param name="StoredUntil">Until when the source's figures are stored.</param>
/// <param name="LiveMs">For how long all feeds answered.</param>
/// <param name="DegradedMs">For how long the daemon answered, but not all feeds.</param>
/// <param name="DownMs">For how long it did not answer.</param>
/// <param name="Cpu">One of its gauges, like the five that follow.</param>
/// <param name="Memory">See <paramref name="Cpu"/>.</param>
/// <param name="Pipelines">See <paramref name="Cpu"/>.</param>
/// <param name="Connections">See <paramref name="Cpu"/>.</param>
/// <param name="SuccessRate">See <paramref name="Cpu"/>.</param>
/// <param name="Delay">See <paramref name="Cpu"/>.</param>
/// <param name="UnknownExecutionsMs">For how long the number of executions was not known while the daemon answered.</param>
/// <param name="Executions">By how much it grew; null without known time.</param>
internal sealed record StoredFigures(
    int SourceId,
    long StartSeconds,
    DateTimeOffset? StoredUntil,
    long LiveMs,
    long DegradedMs,
    long DownMs,
    StoredGauge Cpu,
    StoredGauge Memory,
    StoredGauge Pipelines,
    StoredGauge Connections,
    StoredGauge SuccessRate,
    StoredGauge Delay,
    long UnknownExecutionsMs,
    long? Executions)
{
    /// <summary>Reads only these columns.</summary>
    public static Expression<Func<BucketRow, StoredFigures>> Of(IQueryable<SourceRow> sources) => row => new StoredFigures(
        row.SourceId,
        row.StartSeconds,
        sources.Where(source => source.Id == row.SourceId).Select(source => source.StoredUntil).First(),
        row.LiveMs,
        row.DegradedMs,
        row.DownMs,
        new StoredGauge(row.Cpu.UnknownMs, row.Cpu.Sum, row.Cpu.Min, row.Cpu.Max),
        new StoredGauge(row.Memory.UnknownMs, row.Memory.Sum, row.Memory.Min, row.Memory.Max),
        new StoredGauge(row.Pipelines.UnknownMs, row.Pipelines.Sum, row.Pipelines.Min, row.Pipelines.Max),
        new StoredGauge(row.Connections.UnknownMs, row.Connections.Sum, row.Connections.Min, row.Connections.Max),
        new StoredGauge(row.SuccessRate.UnknownMs, row.SuccessRate.Sum, row.SuccessRate.Min, row.SuccessRate.Max),
        new StoredGauge(row.Delay.UnknownMs, row.Delay.Sum, row.Delay.Min, row.Delay.Max),
        row.Executions.UnknownMs,
        row.Executions.Increase);

    /// <summary>The bucket, without its last values.</summary>
    /// <param name="length">Its length in milliseconds.</param>
    public Bucket ToBucket(long length)
    {
        var answeredMs = LiveMs + DegradedMs;
        return Bucket.Stored(
            StartSeconds * 1000,
            length,
            LiveMs,
            DegradedMs,
            DownMs,
            [Cpu.ToGauge(answeredMs), Memory.ToGauge(answeredMs), Pipelines.ToGauge(answeredMs), Connections.ToGauge(answeredMs), SuccessRate.ToGauge(answeredMs), Delay.ToGauge(answeredMs)],
            Counter.Stored(answeredMs - UnknownExecutionsMs, null, null, Executions));
    }
}
