using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Tables;

namespace FlextMonitor.Hub.History.Api;

/// <summary>How pipelines stand.</summary>
/// <param name="Pipelines">By daemon in the order of the settings, then by id.</param>
internal sealed record PipelinesResponse(IReadOnlyList<PipelineStatus> Pipelines);

/// <summary>How one pipeline stands, and what it did on each day.</summary>
/// <param name="Status">How it stands; <c>null</c> if its daemon no longer lists it and has no run of it.</param>
/// <param name="Days">The days on which a run of it ended (UTC), the oldest first; may be empty.</param>
public sealed record PipelineResponse(PipelineStatus? Status, IReadOnlyList<PipelineDayResponse> Days);

/// <summary>The runs of one pipeline that ended on one day. Durations and rows are those of successful runs.</summary>
/// <param name="Day">The day (UTC), such as <c>2026-01-02</c>.</param>
/// <param name="Succeeded">Runs that succeeded.</param>
/// <param name="Failed">Runs that failed.</param>
/// <param name="Cancelled">Runs that were cancelled.</param>
/// <param name="ZeroRowRuns">Successful runs that told 0 rows.</param>
/// <param name="Rows">All rows; <c>null</c> if no run told any.</param>
/// <param name="MeanSeconds">The mean duration; <c>null</c> if none is known.</param>
/// <param name="MedianSeconds">The duration that half of them did not exceed: the upper bound of its class; <c>null</c> if none is known.</param>
/// <param name="P95Seconds">Likewise for 95 %.</param>
/// <param name="Durations">How many durations fell into each of 32 classes: below 1 s, then below 1.5, 1.5², … seconds; the last one is open.</param>
public sealed record PipelineDayResponse(
    DateOnly Day,
    int Succeeded,
    int Failed,
    int Cancelled,
    int ZeroRowRuns,
    long? Rows,
    double? MeanSeconds,
    double? MedianSeconds,
    double? P95Seconds,
    IReadOnlyList<int> Durations)
{
    internal static PipelineDayResponse Of(PipelineDayRow row)
    {
        var counts = row.ToCounts();
        return new PipelineDayResponse(
            DateOnly.FromDayNumber(DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber + row.Day),
            counts.Succeeded,
            counts.Failed,
            counts.Cancelled,
            counts.ZeroRowRuns,
            counts.RunsWithRows > 0 ? counts.Rows : null,
            counts.RunsWithDuration > 0 ? Math.Round((double)counts.DurationSeconds / counts.RunsWithDuration, 1) : null,
            Rounded(counts.Durations.Percentile(50)),
            Rounded(counts.Durations.Percentile(95)),
            counts.Durations.Counts);
    }

    private static double? Rounded(double? seconds) => seconds is { } known ? Math.Round(known, 1) : null;
}
