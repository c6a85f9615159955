using System.Runtime.Serialization;
using FlextMonitor.Contracts.Wire;
using MessagePack;

namespace FlextMonitor.Contracts;

/// <summary>A problem was resolved. This message has the same key as the <see cref="Problem"/> before it.</summary>
[DataContract]
public sealed record ProblemResolved : SourceMessage
{
    /// <inheritdoc cref="Problem.Id"/>
    [DataMember(Name = "id")]
    public required string Id { get; init; }

    /// <summary>When it ended (UTC), by the time of the evidence if that is known.</summary>
    [DataMember(Name = "resolvedAt")]
    [MessagePackFormatter(typeof(UtcTimeFormatter))]
    public required DateTimeOffset ResolvedAt { get; init; }

    private protected override MessageKey KeyOf() => new(Source, MessageKind.Problem, Id);
}
