using System.Runtime.Serialization;
using FlextMonitor.Contracts.Wire;
using MessagePack;

namespace FlextMonitor.Contracts;

/// <summary>The last live values of <see cref="HealthStatus"/>.</summary>
[DataContract]
public sealed record LastKnownHealth
{
    /// <summary>When the daemon's answer arrived (UTC).</summary>
    [DataMember(Name = "observedAt")]
    [MessagePackFormatter(typeof(UtcTimeFormatter))]
    public required DateTimeOffset ObservedAt { get; init; }

    /// <inheritdoc cref="HealthStatus.Healthy"/>
    [DataMember(Name = "healthy")]
    public required bool Healthy { get; init; }

    /// <inheritdoc cref="HealthStatus.Components"/>
    [DataMember(Name = "components")]
    public required ValueMap<ComponentHealth> Components { get; init; }
}
