using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>Something that needs a person, as the evaluator judges it; sent when it opens and whenever it changes.</summary>
[DataContract]
public sealed record Problem : SourceMessage
{
    /// <summary>Its id, the same from its opening to its resolution and never used again.</summary>
    [DataMember(Name = "id")]
    public required string Id { get; init; }

    /// <summary>One of <see cref="ProblemKinds"/>, or a kind of a later version: show that by its <see cref="Title"/>.</summary>
    [DataMember(Name = "kind")]
    public required string Kind { get; init; }

    /// <summary>Where it is in its life.</summary>
    [DataMember(Name = "state")]
    public required ProblemState State { get; init; }

    /// <summary>How urgent it is.</summary>
    [DataMember(Name = "severity")]
    public required ProblemSeverity Severity { get; init; }

    /// <summary>The pipeline that it concerns; null if it concerns none.</summary>
    [DataMember(Name = "pipelineId")]
    public required string? PipelineId { get; init; }

    /// <summary>The name of that pipeline; its id if the daemon reports no name.</summary>
    [DataMember(Name = "pipelineName")]
    public required string? PipelineName { get; init; }

    /// <summary>The run that it concerns, such as the newest failed one; null if it concerns none.</summary>
    [DataMember(Name = "executionId")]
    public required string? ExecutionId { get; init; }

    /// <summary>The key of the component that it concerns (<see cref="HealthStatus.Components"/>); null if it concerns none.</summary>
    [DataMember(Name = "component")]
    public required string? Component { get; init; }

    /// <summary>The figure that passed a threshold, such as <c>cpuUsage</c>; null if none did.</summary>
    [DataMember(Name = "figure")]
    public required string? Figure { get; init; }

    /// <summary>The rule of one's own that opened it; null for a built-in rule.</summary>
    [DataMember(Name = "ruleId")]
    public required string? RuleId { get; init; }

    /// <summary>One English sentence without a full stop.</summary>
    [DataMember(Name = "title")]
    public required string Title { get; init; }

    /// <summary>The first telling line of the error behind it; null if there is none.</summary>
    [DataMember(Name = "detail")]
    public required string? Detail { get; init; }

    /// <summary>Since when it has been so (UTC).</summary>
    [DataMember(Name = "since")]
    public required DateTimeOffset Since { get; init; }

    /// <summary>Whether it may have begun before <see cref="Since"/>, because nobody watched then.</summary>
    [DataMember(Name = "sinceAtLeast")]
    public required bool SinceAtLeast { get; init; }

    /// <summary>How often, 1 or more: failures in a row, say; null if there is nothing to count.</summary>
    [DataMember(Name = "count")]
    public required int? Count { get; init; }

    /// <summary>When the pipeline's newest successful run ended (UTC); null if none is known.</summary>
    [DataMember(Name = "lastGoodAt")]
    public required DateTimeOffset? LastGoodAt { get; init; }

    /// <summary>How long a run of the pipeline usually takes, in seconds, 0 or more; null if not known.</summary>
    [DataMember(Name = "usualSeconds")]
    public required long? UsualSeconds { get; init; }

    /// <summary>Since when its subject cannot be seen (UTC): until it can, the problem is neither confirmed nor resolved. Null while it is seen.</summary>
    [DataMember(Name = "unseenSince")]
    public required DateTimeOffset? UnseenSince { get; init; }

    /// <summary>Who has taken it on; null if nobody has.</summary>
    [DataMember(Name = "acknowledged")]
    public required Acknowledgement? Acknowledged { get; init; }

    /// <summary>Until when messages about it are held back (UTC); null if they are not.</summary>
    [DataMember(Name = "silencedUntil")]
    public required DateTimeOffset? SilencedUntil { get; init; }

    /// <summary>Id of the problem that explains this one; null if none does.</summary>
    [DataMember(Name = "partOf")]
    public required string? PartOf { get; init; }

    private protected override MessageKey KeyOf() => new(Source, MessageKind.Problem, Id);
}
