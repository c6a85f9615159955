using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>Ends the first state of each source; later sent whenever a whole interval passed with the daemon heard and nothing else to send.</summary>
[DataContract]
public sealed record Heartbeat : SourceMessage
{
    /// <summary>
    /// When the evaluator last evaluated this source (UTC, by the evaluator's clock). Null before it first has: until then nothing is known to be
    /// wrong and nothing is known to be well.
    /// </summary>
    [DataMember(Name = "evaluatedAt")]
    public DateTimeOffset? EvaluatedAt { get; init; }

    private protected override MessageKey KeyOf() => new(Source, MessageKind.Heartbeat);
}
