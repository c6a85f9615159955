using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>The daemon no longer lists this pipeline, and no run of it began within 7 days. This message has the same key as the <see cref="PipelineStatus"/> before it.</summary>
[DataContract]
public sealed record PipelineRemoved : SourceMessage
{
    /// <inheritdoc cref="PipelineStatus.Id"/>
    [DataMember(Name = "id")]
    public required string Id { get; init; }

    private protected override MessageKey KeyOf() => new(Source, MessageKind.Pipeline, Id);
}
