using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>An execution as it was last seen. One row for each source and id of the daemon.</summary>
internal sealed class RunRow
{
    /// <summary>Runs are indexed by when they began. A search by when they ended looks this much further back, and misses a run that took longer.</summary>
    public static readonly TimeSpan LongestFoundByEnd = TimeSpan.FromDays(3);

    public long Id { get; init; }

    public required int SourceId { get; init; }

    /// <summary>The daemon's id of it.</summary>
    public required string ExecutionId { get; init; }

    public string PipelineId { get; set; } = "";

    public string PipelineName { get; set; } = "";

    public ExecutionStatus Status { get; set; }

    /// <summary>Its place among runs: when it started, or when it was first seen if the daemon does not tell that.</summary>
    public DateTimeOffset SortAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>When it ended, as well as that is known; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public long? DurationSeconds { get; set; }

    /// <summary>Percent done in tenths; null if not known.</summary>
    public int? ProgressTenths { get; set; }

    /// <summary>Records moved; null unless the daemon told.</summary>
    public long? Rows { get; set; }

    public string? TriggeredBy { get; set; }

    public string? Error { get; set; }

    /// <summary>Further facts as JSON; null if there are none.</summary>
    public string? Metadata { get; set; }

    public required DateTimeOffset SeenFrom { get; init; }

    public DateTimeOffset SeenTo { get; set; }

    /// <summary>Whether it began while its source was not watched, or before.</summary>
    public required bool FirstSeenLate { get; init; }

    /// <summary>Whether its end was not seen: it ended while its source was not watched, or the daemon forgot it before it ended.</summary>
    public required bool EndUnseen { get; set; }

    /// <summary>When its daemon was seen to have it no longer; null while the daemon may have it.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    public long Epoch { get; set; }

    public long Sequence { get; set; }
}
