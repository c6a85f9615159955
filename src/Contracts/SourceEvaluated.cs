using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>
/// The evaluator has judged everything that it knows of a source. It goes from the evaluator to the hub, which tells subscribers by
/// <see cref="Heartbeat.EvaluatedAt"/>.
/// </summary>
[DataContract]
public sealed record SourceEvaluated : SourceMessage
{
    /// <summary>When that was (UTC, by the evaluator's clock).</summary>
    [DataMember(Name = "evaluatedAt")]
    public required DateTimeOffset EvaluatedAt { get; init; }

    private protected override MessageKey KeyOf() => new(Source, MessageKind.Evaluation);
}
