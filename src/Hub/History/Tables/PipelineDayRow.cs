using FlextMonitor.Hub.History.Runs;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>The runs of one pipeline that ended on one day, counted. It outlives the runs.</summary>
internal sealed class PipelineDayRow
{
    public required int SourceId { get; init; }

    public required string PipelineId { get; init; }

    /// <summary>Days since 1970-01-01, in UTC.</summary>
    public required int Day { get; init; }

    public int Succeeded { get; private set; }

    public int Failed { get; private set; }

    public int Cancelled { get; private set; }

    public int ZeroRowRuns { get; private set; }

    public int RunsWithRows { get; private set; }

    public long Rows { get; private set; }

    public int RunsWithDuration { get; private set; }

    public long DurationSeconds { get; private set; }

    public required DurationHistogram Durations { get; set; }

    public PipelineDayCounts ToCounts() =>
        new(Succeeded, Failed, Cancelled, ZeroRowRuns, RunsWithRows, Rows, RunsWithDuration, DurationSeconds, Durations);

    public static PipelineDayRow Of(int sourceId, string pipelineId, int day, PipelineDayCounts counts)
    {
        var row = new PipelineDayRow { SourceId = sourceId, PipelineId = pipelineId, Day = day, Durations = counts.Durations };
        row.Replace(counts);
        return row;
    }

    public void Replace(PipelineDayCounts counts)
    {
        (Succeeded, Failed, Cancelled) = (counts.Succeeded, counts.Failed, counts.Cancelled);
        (ZeroRowRuns, RunsWithRows, Rows) = (counts.ZeroRowRuns, counts.RunsWithRows, counts.Rows);
        (RunsWithDuration, DurationSeconds, Durations) = (counts.RunsWithDuration, counts.DurationSeconds, counts.Durations);
    }
}
