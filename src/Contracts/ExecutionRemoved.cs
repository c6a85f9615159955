using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>The daemon no longer has this execution. This message has the same key as the <see cref="ExecutionData"/> before it.</summary>
[DataContract]
public sealed record ExecutionRemoved : SourceMessage
{
    /// <inheritdoc cref="ExecutionData.Id"/>
    [DataMember(Name = "id")]
    public required string Id { get; init; }

    private protected override MessageKey KeyOf() => new(Source, MessageKind.Execution, Id);
}
