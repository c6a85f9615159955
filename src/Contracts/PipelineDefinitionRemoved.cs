using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>The daemon no longer lists this pipeline. This message has the same key as the <see cref="PipelineDefinition"/> before it.</summary>
[DataContract]
public sealed record PipelineDefinitionRemoved : SourceMessage
{
    /// <inheritdoc cref="PipelineDefinition.Id"/>
    [DataMember(Name = "id")]
    public required string Id { get; init; }

    private protected override MessageKey KeyOf() => new(Source, MessageKind.PipelineDefinition, Id);
}
