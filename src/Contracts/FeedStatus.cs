using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>Whether one feed of a daemon works.</summary>
[DataContract]
public sealed record FeedStatus
{
    /// <summary>Whether its last call returned a usable answer.</summary>
    [DataMember(Name = "ok")]
    public required bool Ok { get; init; }

    /// <summary>What went wrong, for a person to act on; null while <see cref="Ok"/>, and until the first answer.</summary>
    [DataMember(Name = "error")]
    public required string? Error { get; init; }

    /// <summary>What part of the answer is not shown, such as components past the limit; null if all of it is shown.</summary>
    [DataMember(Name = "notice")]
    public string? Notice { get; init; }
}
