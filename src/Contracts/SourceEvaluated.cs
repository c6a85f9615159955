using System.Runtime.Serialization;
using FlextMonitor.Contracts.Wire;
using MessagePack;

namespace FlextMonitor.Contracts;

/// <summary>
/// The evaluator has evaluated everything that it knows of a source. The evaluator publishes it for the hub, which passes the time on to subscribers as
/// <see cref="Heartbeat.EvaluatedAt"/>.
/// </summary>
[DataContract]
public sealed record SourceEvaluated : SourceMessage
{
    /// <summary>When the evaluation ended (UTC, by the evaluator's clock).</summary>
    [DataMember(Name = "evaluatedAt")]
    [MessagePackFormatter(typeof(UtcTimeFormatter))]
    public required DateTimeOffset EvaluatedAt { get; init; }

    private protected override MessageKey KeyOf() => new(Source, MessageKind.Evaluation);
}
