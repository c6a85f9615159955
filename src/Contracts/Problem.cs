using System.Runtime.Serialization;
using FlextMonitor.Contracts.Wire;
using MessagePack;

namespace FlextMonitor.Contracts;

/// <summary>Something that needs a person's attention. The evaluator sends it when it opens and whenever it changes.</summary>
[DataContract]
public sealed record Problem : SourceMessage
{
    /// <summary>Its id, which stays the same from opening to resolution and is never used again.</summary>
    [DataMember(Name = "id")]
    public required string Id { get; init; }

    /// <summary>One of <see cref="ProblemKinds"/>, or a kind that a later version adds: show that one by its <see cref="Title"/>.</summary>
    [DataMember(Name = "kind")]
    public required string Kind { get; init; }

    /// <summary>Whether it is open or recovering.</summary>
    [DataMember(Name = "state")]
    public required ProblemState State { get; init; }

    /// <summary>How urgent it is.</summary>
    [DataMember(Name = "severity")]
    public required ProblemSeverity Severity { get; init; }

    /// <summary>The pipeline that it concerns; null if it concerns none.</summary>
    [DataMember(Name = "pipelineId")]
    public required string? PipelineId { get; init; }

    /// <summary>The name of that pipeline; its id if the daemon reports no name; null if it concerns none.</summary>
    [DataMember(Name = "pipelineName")]
    public required string? PipelineName { get; init; }

    /// <summary>The run that it concerns, such as the newest failed one; null if it concerns none.</summary>
    [DataMember(Name = "executionId")]
    public required string? ExecutionId { get; init; }

    /// <summary>The key of the component that it concerns (<c>components</c> of <see cref="HealthStatus"/>); null if it concerns none.</summary>
    [DataMember(Name = "component")]
    public required string? Component { get; init; }

    /// <summary>The figure that passed a threshold, such as <c>cpuUsage</c>; null for other kinds.</summary>
    [DataMember(Name = "figure")]
    public required string? Figure { get; init; }

    /// <summary>The user-defined rule that opened it; null for a built-in rule.</summary>
    [DataMember(Name = "ruleId")]
    public required string? RuleId { get; init; }

    /// <summary>One English sentence without a full stop.</summary>
    [DataMember(Name = "title")]
    public required string Title { get; init; }

    /// <summary>The first meaningful line of the underlying error; null if there is none.</summary>
    [DataMember(Name = "detail")]
    public required string? Detail { get; init; }

    /// <summary>When it began (UTC).</summary>
    [DataMember(Name = "since")]
    [MessagePackFormatter(typeof(UtcTimeFormatter))]
    public required DateTimeOffset Since { get; init; }

    /// <summary>Whether it may have begun before <see cref="Since"/>, because nothing was watched then.</summary>
    [DataMember(Name = "sinceAtLeast")]
    public required bool SinceAtLeast { get; init; }

    /// <summary>How often it occurred, 1 or more, such as failures in a row; null if there is nothing to count.</summary>
    [DataMember(Name = "count")]
    public required int? Count { get; init; }

    /// <summary>When the pipeline's newest successful run ended (UTC); null if none is known.</summary>
    [DataMember(Name = "lastGoodAt")]
    [MessagePackFormatter(typeof(UtcTimeOrNullFormatter))]
    public required DateTimeOffset? LastGoodAt { get; init; }

    /// <summary>How long a run of the pipeline usually takes, in seconds, 0 or more; null if not known.</summary>
    [DataMember(Name = "usualSeconds")]
    public required long? UsualSeconds { get; init; }

    /// <summary>Since when its subject cannot be observed (UTC), so that the problem is neither confirmed nor resolved; null while it can.</summary>
    [DataMember(Name = "unseenSince")]
    [MessagePackFormatter(typeof(UtcTimeOrNullFormatter))]
    public required DateTimeOffset? UnseenSince { get; init; }

    /// <summary>The person who has taken responsibility for it; null if there is none.</summary>
    [DataMember(Name = "acknowledged")]
    public required Acknowledgement? Acknowledged { get; init; }

    /// <summary>When notifications about it resume (UTC); null if they are not held back.</summary>
    [DataMember(Name = "silencedUntil")]
    [MessagePackFormatter(typeof(UtcTimeOrNullFormatter))]
    public required DateTimeOffset? SilencedUntil { get; init; }

    /// <summary>Id of the problem that causes this one; null if there is none.</summary>
    [DataMember(Name = "partOf")]
    public required string? PartOf { get; init; }

    private protected override MessageKey KeyOf() => new(Source, MessageKind.Problem, Id);
}
