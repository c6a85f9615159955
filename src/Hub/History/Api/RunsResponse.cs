using System.Text.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Tables;

namespace FlextMonitor.Hub.History.Api;

/// <summary>Runs, newest first by start.</summary>
/// <param name="Runs">At most as many as the request asked for.</param>
/// <param name="Next">The <c>after</c> of the following page; <c>null</c> at the end.</param>
public sealed record RunsResponse(IReadOnlyList<RunResponse> Runs, string? Next);

/// <summary>One run as it was last seen: the fields of <see cref="ExecutionData"/>, and how it was seen.</summary>
/// <param name="Source">The daemon's name.</param>
/// <param name="Epoch">See <see cref="SourceMessage.Epoch"/>.</param>
/// <param name="Sequence">See <see cref="SourceMessage.Sequence"/>.</param>
/// <param name="ObservedAt">When it was last seen to change (UTC).</param>
/// <param name="Id">The daemon's id of it.</param>
/// <param name="PipelineId">The daemon's id of its pipeline; may be empty.</param>
/// <param name="PipelineName">The pipeline's name; its id if the daemon lists no name.</param>
/// <param name="Status">The status; unknown if the daemon forgot the run before it was seen to end.</param>
/// <param name="StartedAt">When it started (UTC, by the daemon's clock); <c>null</c> if not known.</param>
/// <param name="FinishedAt">When it ended (UTC, by the daemon's clock); <c>null</c> if not known.</param>
/// <param name="DurationSeconds">How long it took, in seconds; <c>null</c> if not known.</param>
/// <param name="Duration">The same in words.</param>
/// <param name="Progress">Percent done; <c>null</c> if not known.</param>
/// <param name="RecordsProcessed">Records moved; <c>null</c> unless the daemon told.</param>
/// <param name="TriggeredBy">Who or what started it; <c>null</c> if not known.</param>
/// <param name="ErrorMessage">Why it failed, at most 4,096 characters; <c>null</c> if there is no error.</param>
/// <param name="Metadata">Further facts; may be empty.</param>
/// <param name="FirstSeenLate">Whether it began while its daemon was not watched.</param>
/// <param name="EndUnseen">Whether its end was not seen: it ended while its daemon was not watched, or the daemon forgot it before.</param>
public sealed record RunResponse(
    string Source,
    long Epoch,
    long Sequence,
    DateTimeOffset ObservedAt,
    string Id,
    string PipelineId,
    string PipelineName,
    ExecutionStatus Status,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    long? DurationSeconds,
    string? Duration,
    double? Progress,
    long? RecordsProcessed,
    string? TriggeredBy,
    string? ErrorMessage,
    IReadOnlyDictionary<string, string> Metadata,
    bool FirstSeenLate,
    bool EndUnseen)
{
    internal static RunResponse Of(string source, RunRow run) => new(
        source,
        run.Epoch,
        run.Sequence,
        run.SeenTo,
        run.ExecutionId,
        run.PipelineId,
        run.PipelineName,
        run.EndUnseen && run.EndedAt is null ? ExecutionStatus.Unknown : run.Status,
        run.StartedAt,
        run.FinishedAt,
        run.DurationSeconds,
        run.DurationSeconds is { } seconds ? DurationWords.Of(seconds) : null,
        run.ProgressTenths / 10.0,
        run.Rows,
        run.TriggeredBy,
        run.Error,
        run.Metadata is { } json ? JsonSerializer.Deserialize<Dictionary<string, string>>(json)! : [],
        run.FirstSeenLate,
        run.EndUnseen);
}
