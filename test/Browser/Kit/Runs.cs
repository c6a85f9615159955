using FlextMonitor.Proto;
using Google.Protobuf.WellKnownTypes;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>Executions as a daemon tells them, by how long ago they were.</summary>
internal static class Runs
{
    /// <summary>One that ended well.</summary>
    public static Execution Good(string id, string pipeline, TimeSpan startedAgo, TimeSpan took) => Ended(id, pipeline, Status.Success, startedAgo, took);

    /// <summary>One that failed.</summary>
    public static Execution Failed(string id, string pipeline, TimeSpan startedAgo, TimeSpan took, string error)
    {
        var run = Ended(id, pipeline, Status.Failed, startedAgo, took);
        run.ErrorMessage = error;
        return run;
    }

    /// <summary>One that was stopped.</summary>
    public static Execution Cancelled(string id, string pipeline, TimeSpan startedAgo, TimeSpan took) => Ended(id, pipeline, Status.Cancelled, startedAgo, took);

    /// <summary>One that runs.</summary>
    public static Execution Running(string id, string pipeline, TimeSpan startedAgo, long records) => new()
    {
        Id = id,
        PipelineId = pipeline,
        Status = Status.Running,
        StartedAt = Ago(startedAgo),
        RecordsProcessed = records,
        TriggeredBy = "schedule",
    };

    private static Execution Ended(string id, string pipeline, Status status, TimeSpan startedAgo, TimeSpan took) => new()
    {
        Id = id,
        PipelineId = pipeline,
        Status = status,
        StartedAt = Ago(startedAgo),
        FinishedAt = Ago(startedAgo - took),
        DurationSeconds = (long)took.TotalSeconds,
        RecordsProcessed = (long)took.TotalSeconds * 350,
        TriggeredBy = "schedule",
    };

    private static Timestamp Ago(TimeSpan time) => Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow() - time);
}
