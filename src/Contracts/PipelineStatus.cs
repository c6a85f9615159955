using System.Runtime.Serialization;
using FlextMonitor.Contracts.Wire;
using MessagePack;

namespace FlextMonitor.Contracts;

/// <summary>The status of one pipeline, which the evaluator computes from its runs. Fields that change only with the time are sent at most once a minute.</summary>
[DataContract]
public sealed record PipelineStatus : SourceMessage
{
    /// <summary>The daemon's id of the pipeline, 1 to 256 characters.</summary>
    [DataMember(Name = "id")]
    public required string Id { get; init; }

    /// <summary>Its name (ListPipelines), at most 256 characters; the id if the daemon reports no name.</summary>
    [DataMember(Name = "name")]
    public required string Name { get; init; }

    /// <summary>Its schedule as the daemon reports it, mostly a cron expression, at most 256 characters; null if the daemon reports none.</summary>
    [DataMember(Name = "schedule")]
    public required string? Schedule { get; init; }

    /// <summary>Whether the daemon reports it as active; true for a pipeline that the daemon runs but does not list.</summary>
    [DataMember(Name = "isActive")]
    public required bool IsActive { get; init; }

    /// <summary>When its schedule is due next (UTC); null if not known.</summary>
    [DataMember(Name = "nextDueAt")]
    [MessagePackFormatter(typeof(UtcTimeOrNullFormatter))]
    public required DateTimeOffset? NextDueAt { get; init; }

    /// <summary>Id of its newest known run by start; null if none is known.</summary>
    [DataMember(Name = "lastExecutionId")]
    public required string? LastExecutionId { get; init; }

    /// <summary>The status of that run; null if none is known.</summary>
    [DataMember(Name = "lastStatus")]
    public required ExecutionStatus? LastStatus { get; init; }

    /// <summary>When that run started (UTC, by the daemon's clock); null if not known.</summary>
    [DataMember(Name = "lastStartedAt")]
    [MessagePackFormatter(typeof(UtcTimeOrNullFormatter))]
    public required DateTimeOffset? LastStartedAt { get; init; }

    /// <summary>When its newest ended run ended (UTC, by the daemon's clock); null if none is known.</summary>
    [DataMember(Name = "lastEndedAt")]
    [MessagePackFormatter(typeof(UtcTimeOrNullFormatter))]
    public required DateTimeOffset? LastEndedAt { get; init; }

    /// <summary>When its newest successful run ended (UTC, by the daemon's clock); null if none is known.</summary>
    [DataMember(Name = "lastGoodAt")]
    [MessagePackFormatter(typeof(UtcTimeOrNullFormatter))]
    public required DateTimeOffset? LastGoodAt { get; init; }

    /// <summary>Failed runs since the last successful one, 0 or more; cancelled runs do not count.</summary>
    [DataMember(Name = "failuresInARow")]
    public required int FailuresInARow { get; init; }

    /// <summary>Whether there may be more failures in a row than <see cref="FailuresInARow"/>, because older runs are not known.</summary>
    [DataMember(Name = "failuresAtLeast")]
    public required bool FailuresAtLeast { get; init; }

    /// <summary>Median duration of its last 20 successful runs, in seconds, 0 or more; null with fewer than 3.</summary>
    [DataMember(Name = "usualSeconds")]
    public required long? UsualSeconds { get; init; }

    /// <summary>Median of the records that its last 20 successful runs moved, 0 or more; null with fewer than 3 that reported any.</summary>
    [DataMember(Name = "usualRows")]
    public required long? UsualRows { get; init; }

    /// <summary>Known runs that ended within the last 24 hours, cancelled ones left out, 0 or more.</summary>
    [DataMember(Name = "runs24h")]
    public required int Runs24h { get; init; }

    /// <summary>How many of <see cref="Runs24h"/> succeeded, 0 or more.</summary>
    [DataMember(Name = "succeeded24h")]
    public required int Succeeded24h { get; init; }

    /// <summary>How many of <see cref="Runs24h"/> failed, 0 or more.</summary>
    [DataMember(Name = "failed24h")]
    public required int Failed24h { get; init; }

    /// <summary>Percent of the last 24 hours in which its daemon was watched, a whole number, 0–100.</summary>
    [DataMember(Name = "seenPercent24h")]
    public required int SeenPercent24h { get; init; }

    private protected override MessageKey KeyOf() => new(Source, MessageKind.Pipeline, Id);
}
