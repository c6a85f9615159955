using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>A daemon's health (HealthCheck). In a fallback it is not healthy and has no components; <see cref="LastKnown"/> holds the last live values.</summary>
[DataContract]
public sealed record HealthStatus : SourceMessage
{
    /// <summary>Whether the daemon cannot be reached, so that this is a placeholder.</summary>
    [DataMember(Name = "fallback")]
    public required bool Fallback { get; init; }

    /// <summary>Why this is a placeholder or is not being updated; null while it is updated.</summary>
    [DataMember(Name = "error")]
    public required string? Error { get; init; }

    /// <summary>Whether the daemon reports that it works as a whole.</summary>
    [DataMember(Name = "healthy")]
    public required bool Healthy { get; init; }

    /// <summary>Its components by name (at most 256 characters), at most 200, in ordinal order; may be empty.</summary>
    [DataMember(Name = "components")]
    public required ValueMap<ComponentHealth> Components { get; init; }

    /// <summary>In a fallback, the last live values; null otherwise, and if there were none.</summary>
    [DataMember(Name = "lastKnown")]
    public required LastKnownHealth? LastKnown { get; init; }

    private protected override MessageKey KeyOf() => new(Source, MessageKind.Health);
}
