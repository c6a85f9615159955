using System.Runtime.Serialization;
using FlextMonitor.Contracts.Wire;
using MessagePack;

namespace FlextMonitor.Contracts;

/// <summary>One execution of a pipeline (ListExecutions, GetExecution, StreamExecution), sent when it appears or changes.</summary>
[DataContract]
public sealed record ExecutionData : SourceMessage
{
    /// <summary>The daemon's id of this execution, 1 to 256 characters.</summary>
    [DataMember(Name = "id")]
    public required string Id { get; init; }

    /// <summary>The daemon's id of its pipeline, at most 256 characters; may be empty.</summary>
    [DataMember(Name = "pipelineId")]
    public required string PipelineId { get; init; }

    /// <summary>The pipeline's name (ListPipelines), at most 256 characters; its id if the daemon lists no name.</summary>
    [DataMember(Name = "pipelineName")]
    public required string PipelineName { get; init; }

    /// <summary>The status that the daemon reports.</summary>
    [DataMember(Name = "status")]
    public required ExecutionStatus Status { get; init; }

    /// <summary>When it started (UTC, by the daemon's clock); null if the daemon does not report it.</summary>
    [DataMember(Name = "startedAt")]
    [MessagePackFormatter(typeof(UtcTimeOrNullFormatter))]
    public required DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended (UTC, by the daemon's clock); null while it runs, and if the daemon does not report it.</summary>
    [DataMember(Name = "finishedAt")]
    [MessagePackFormatter(typeof(UtcTimeOrNullFormatter))]
    public required DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How long it took, in seconds, 0 or more; null while it runs: count from <see cref="StartedAt"/>.</summary>
    [DataMember(Name = "durationSeconds")]
    public required long? DurationSeconds { get; init; }

    /// <summary><see cref="DurationSeconds"/> in words (<c>1h 2m</c>, <c>2m 3s</c>, <c>3s</c>); null while it runs.</summary>
    [DataMember(Name = "duration")]
    public required string? Duration { get; init; }

    /// <summary>Percent done, above 0 and at most 100, with one decimal; null if not known.</summary>
    [DataMember(Name = "progress")]
    public required double? Progress { get; init; }

    /// <summary>Records moved so far, 0 or more; null if the daemon reports an invalid number.</summary>
    [DataMember(Name = "recordsProcessed")]
    public required long? RecordsProcessed { get; init; }

    /// <summary>The person or program that started it, at most 256 characters; null if the daemon does not report it.</summary>
    [DataMember(Name = "triggeredBy")]
    public required string? TriggeredBy { get; init; }

    /// <summary>Why it failed, at most 4,096 characters (<c>GetExecution</c> returns up to 1,048,576); null if there is no error.</summary>
    [DataMember(Name = "errorMessage")]
    public required string? ErrorMessage { get; init; }

    /// <summary>Further facts, at most 32, in ordinal order of their names; may be empty. A name has at most 128 characters, a value at most 512.</summary>
    [DataMember(Name = "metadata")]
    public required ValueMap<string> Metadata { get; init; }

    private protected override MessageKey KeyOf() => new(Source, MessageKind.Execution, Id);
}
