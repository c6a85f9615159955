using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>One component of a daemon, as the daemon reports it (HealthCheck).</summary>
[DataContract]
public sealed record ComponentHealth
{
    /// <summary>Its name, at most 256 characters; the same as its key if the daemon reports none.</summary>
    [DataMember(Name = "name")]
    public required string Name { get; init; }

    /// <summary>Whether it works.</summary>
    [DataMember(Name = "healthy")]
    public required bool Healthy { get; init; }

    /// <summary>The daemon's message about it, at most 1,024 characters; null if there is none.</summary>
    [DataMember(Name = "message")]
    public required string? Message { get; init; }

    /// <summary>Further facts, at most 32, in ordinal order of their names; may be empty. A name has at most 128 characters, a value at most 512.</summary>
    [DataMember(Name = "metadata")]
    public required ValueMap<string> Metadata { get; init; }
}
