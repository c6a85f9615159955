using System.Runtime.Serialization;
using FlextMonitor.Contracts.Wire;
using MessagePack;

namespace FlextMonitor.Contracts;

/// <summary>Ends the first state of each source. Later it is sent if the daemon answered and nothing else was sent for a whole interval.</summary>
[DataContract]
public sealed record Heartbeat : SourceMessage
{
    /// <summary>
    /// When the evaluator last evaluated this source (UTC, by the evaluator's clock). Null before the first evaluation: until then a source without
    /// problems is not known to be healthy.
    /// </summary>
    [DataMember(Name = "evaluatedAt")]
    [MessagePackFormatter(typeof(UtcTimeOrNullFormatter))]
    public DateTimeOffset? EvaluatedAt { get; init; }

    private protected override MessageKey KeyOf() => new(Source, MessageKind.Heartbeat);
}
