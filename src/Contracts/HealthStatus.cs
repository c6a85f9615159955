using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>A daemon's health (HealthCheck). In a fallback it is not healthy, without components, and <see cref="LastKnown"/> holds what was last seen.</summary>
[DataContract]
public sealed record HealthStatus : SourceMessage
{
    /// <summary>Whether the daemon cannot be reached and this is a placeholder.</summary>
    [DataMember(Name = "fallback")]
    public required bool Fallback { get; init; }

    /// <summary>Why this is a placeholder, or why it is not renewed; null while it is.</summary>
    [DataMember(Name = "error")]
    public required string? Error { get; init; }

    /// <summary>What the daemon says of itself as a whole.</summary>
    [DataMember(Name = "healthy")]
    public required bool Healthy { get; init; }

    /// <summary>Its components by name, in ordinal order; may be empty.</summary>
    [DataMember(Name = "components")]
    public required ValueMap<ComponentHealth> Components { get; init; }

    /// <summary>In a fallback what was last seen live; null otherwise, and where there was nothing.</summary>
    [DataMember(Name = "lastKnown")]
    public required LastKnownHealth? LastKnown { get; init; }

    private protected override MessageKey KeyOf() => new(Source, MessageKind.Health);
}
