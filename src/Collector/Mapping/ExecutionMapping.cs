using FlextMonitor.Contracts;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Mapping;

/// <summary>Maps one execution. Its epoch and sequence are 0 until it is published.</summary>
internal static class ExecutionMapping
{
    /// <summary>Whether the daemon's id can be used unchanged.</summary>
    public static bool HasUsableId(string id) => id.Length is > 0 and <= TextLimits.Id && Clean.Text(id, TextLimits.Id) == id;

    /// <summary>The execution. Its pipeline is named by its id until the name is known.</summary>
    public static ExecutionData Execution(string source, Execution sent, DateTimeOffset observedAt, int errorLimit = TextLimits.PublishedError)
    {
        var status = Status(sent.Status);
        var started = Clean.Time(sent.StartedAt);
        var finished = status is ExecutionStatus.Running or ExecutionStatus.Pending ? null : Clean.Time(sent.FinishedAt);
        var seconds = Seconds(status, sent.DurationSeconds, started, finished);
        var pipeline = Clean.Text(sent.PipelineId, TextLimits.Name);
        return new ExecutionData
        {
            Source = source,
            Epoch = 0,
            Sequence = 0,
            ObservedAt = observedAt,
            Id = Clean.Text(sent.Id, TextLimits.Id),
            PipelineId = pipeline,
            PipelineName = pipeline,
            Status = status,
            StartedAt = started,
            FinishedAt = finished,
            DurationSeconds = seconds,
            Duration = seconds is { } known ? DurationWords.Of(known) : null,
            Progress = null,
            RecordsProcessed = Clean.Count(sent.RecordsProcessed),
            TriggeredBy = Clean.TextOrNull(sent.TriggeredBy, TextLimits.Name),
            ErrorMessage = Clean.TextOrNull(sent.ErrorMessage, errorLimit),
            Metadata = Clean.Metadata(sent.Metadata),
        };
    }

    public static ExecutionStatus Status(Status sent) => sent switch
    {
        Proto.Status.Pending => ExecutionStatus.Pending,
        Proto.Status.Running => ExecutionStatus.Running,
        Proto.Status.Success => ExecutionStatus.Success,
        Proto.Status.Failed => ExecutionStatus.Failed,
        Proto.Status.Cancelled => ExecutionStatus.Cancelled,
        _ => ExecutionStatus.Unknown,
    };

    // Some daemons leave the duration 0 and send only the times.
    private static long? Seconds(ExecutionStatus status, long sent, DateTimeOffset? started, DateTimeOffset? finished) =>
        status is ExecutionStatus.Running or ExecutionStatus.Pending ? null
        : sent > 0 ? Clean.Count(sent)
        : finished >= started ? (long)(finished.Value - started.Value).TotalSeconds
        : null;
}
