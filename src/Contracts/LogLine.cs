using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>One line of an execution's log (StreamLogs).</summary>
[DataContract]
public sealed record LogLine
{
    /// <summary>When it was written (UTC, by the daemon's clock; a time without a zone is taken as UTC); null where the daemon tells none.</summary>
    [DataMember(Name = "timestamp")]
    public required DateTimeOffset? Timestamp { get; init; }

    /// <summary>Its level as the daemon says it, such as <c>info</c>; null where it says none.</summary>
    [DataMember(Name = "level")]
    public required string? Level { get; init; }

    /// <summary>Its text; may be empty.</summary>
    [DataMember(Name = "message")]
    public required string Message { get; init; }
}
