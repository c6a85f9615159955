using System.Runtime.Serialization;
using FlextMonitor.Contracts.Wire;
using MessagePack;

namespace FlextMonitor.Contracts;

/// <summary>The last live figures of <see cref="DashboardStats"/>, with the same units and ranges.</summary>
[DataContract]
public sealed record LastKnownStats
{
    /// <summary>When the daemon's answer arrived (UTC).</summary>
    [DataMember(Name = "observedAt")]
    [MessagePackFormatter(typeof(UtcTimeFormatter))]
    public required DateTimeOffset ObservedAt { get; init; }

    /// <inheritdoc cref="DashboardStats.ActivePipelines"/>
    [DataMember(Name = "activePipelines")]
    public required long? ActivePipelines { get; init; }

    /// <inheritdoc cref="DashboardStats.TotalExecutions"/>
    [DataMember(Name = "totalExecutions")]
    public required long? TotalExecutions { get; init; }

    /// <inheritdoc cref="DashboardStats.SuccessRate"/>
    [DataMember(Name = "successRate")]
    public required double? SuccessRate { get; init; }

    /// <inheritdoc cref="DashboardStats.UptimeSeconds"/>
    [DataMember(Name = "uptimeSeconds")]
    public required long? UptimeSeconds { get; init; }

    /// <inheritdoc cref="DashboardStats.CpuUsage"/>
    [DataMember(Name = "cpuUsage")]
    public required double? CpuUsage { get; init; }

    /// <inheritdoc cref="DashboardStats.MemoryUsage"/>
    [DataMember(Name = "memoryUsage")]
    public required double? MemoryUsage { get; init; }

    /// <inheritdoc cref="DashboardStats.ActiveConnections"/>
    [DataMember(Name = "activeConnections")]
    public required long? ActiveConnections { get; init; }
}
