using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>A daemon's figures (GetSystemStats). In a fallback every figure is 0 and <see cref="LastKnown"/> holds the last live ones.</summary>
/// <remarks>Outside a fallback, a figure is not known if the daemon did not report it or reported an invalid value (NaN, infinite, negative).</remarks>
[DataContract]
public sealed record DashboardStats : SourceMessage
{
    /// <summary>Whether the daemon cannot be reached, so that the figures are placeholders.</summary>
    [DataMember(Name = "fallback")]
    public required bool Fallback { get; init; }

    /// <summary>Why the figures are placeholders or are not being updated; null while they are updated.</summary>
    [DataMember(Name = "error")]
    public required string? Error { get; init; }

    /// <summary>Active pipelines, 0 or more; null if not known.</summary>
    [DataMember(Name = "activePipelines")]
    public required long? ActivePipelines { get; init; }

    /// <summary>Executions that the daemon has counted, 0 or more; null if not known.</summary>
    [DataMember(Name = "totalExecutions")]
    public required long? TotalExecutions { get; init; }

    /// <summary>Percent of executions that succeeded, 0–100 with one decimal; null if there are no executions, or if not known.</summary>
    [DataMember(Name = "successRate")]
    public required double? SuccessRate { get; init; }

    /// <summary>How long the daemon had been up when it answered, in seconds, 0 or more; null if not known.</summary>
    [DataMember(Name = "uptimeSeconds")]
    public required long? UptimeSeconds { get; init; }

    /// <summary>CPU use, percent of the daemon's whole host, 0–100 with one decimal; null if not known.</summary>
    [DataMember(Name = "cpuUsage")]
    public required double? CpuUsage { get; init; }

    /// <summary>Memory use, percent of the daemon's whole host, 0–100 with one decimal; null if not known.</summary>
    [DataMember(Name = "memoryUsage")]
    public required double? MemoryUsage { get; init; }

    /// <summary>Connections that are open at the daemon, 0 or more; null if not known.</summary>
    [DataMember(Name = "activeConnections")]
    public required long? ActiveConnections { get; init; }

    /// <summary>In a fallback, the last live figures; null otherwise, and if there were none.</summary>
    [DataMember(Name = "lastKnown")]
    public required LastKnownStats? LastKnown { get; init; }

    private protected override MessageKey KeyOf() => new(Source, MessageKind.Stats);
}
