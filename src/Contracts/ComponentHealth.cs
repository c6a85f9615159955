using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>One component of a daemon, as it says itself.</summary>
[DataContract]
public sealed record ComponentHealth
{
    /// <summary>Its name; the same as its key where the daemon tells none.</summary>
    [DataMember(Name = "name")]
    public required string Name { get; init; }

    /// <summary>Whether it works.</summary>
    [DataMember(Name = "healthy")]
    public required bool Healthy { get; init; }

    /// <summary>What the daemon says of it; null where it says nothing.</summary>
    [DataMember(Name = "message")]
    public required string? Message { get; init; }

    /// <summary>Further facts, in ordinal order of their names; may be empty.</summary>
    [DataMember(Name = "metadata")]
    public required ValueMap<string> Metadata { get; init; }
}
