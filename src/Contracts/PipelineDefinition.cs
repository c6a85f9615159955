using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>A pipeline as its daemon lists it (ListPipelines). The collector publishes it for the evaluator; subscribers do not receive it.</summary>
[DataContract]
public sealed record PipelineDefinition : SourceMessage
{
    /// <inheritdoc cref="PipelineStatus.Id"/>
    [DataMember(Name = "id")]
    public required string Id { get; init; }

    /// <inheritdoc cref="PipelineStatus.Name"/>
    [DataMember(Name = "name")]
    public required string Name { get; init; }

    /// <inheritdoc cref="PipelineStatus.Schedule"/>
    [DataMember(Name = "schedule")]
    public required string? Schedule { get; init; }

    /// <summary>Whether the daemon reports it as active.</summary>
    [DataMember(Name = "isActive")]
    public required bool IsActive { get; init; }

    private protected override MessageKey KeyOf() => new(Source, MessageKind.PipelineDefinition, Id);
}
