using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>One component of a daemon, as the daemon reports it (HealthCheck).</summary>
[DataContract]
public sealed record ComponentHealth
{
    /// <summary>Its name; the same as its key if the daemon reports none.</summary>
    [DataMember(Name = "name")]
    public required string Name { get; init; }

    /// <summary>Whether it works.</summary>
    [DataMember(Name = "healthy")]
    public required bool Healthy { get; init; }

    /// <summary>The daemon's message about it; null if there is none.</summary>
    [DataMember(Name = "message")]
    public required string? Message { get; init; }

    /// <summary>Further facts, in ordinal order of their names; may be empty.</summary>
    [DataMember(Name = "metadata")]
    public required ValueMap<string> Metadata { get; init; }
}
