using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>How one feed of a daemon stands.</summary>
[DataContract]
public sealed record FeedStatus
{
    /// <summary>Whether its last call was answered with something usable.</summary>
    [DataMember(Name = "ok")]
    public required bool Ok { get; init; }

    /// <summary>What went wrong, for a person to act on; null while <see cref="Ok"/>, and null while it has not answered yet.</summary>
    [DataMember(Name = "error")]
    public required string? Error { get; init; }

    /// <summary>What of an answer is not shown, such as components past the limit; null where all of it is.</summary>
    [DataMember(Name = "notice")]
    public string? Notice { get; init; }
}
