using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>One line of an execution's log (StreamLogs).</summary>
[DataContract]
public sealed record LogLine
{
    /// <summary>When the line was written (UTC, by the daemon's clock; a time without a zone is taken as UTC); null if the daemon sends no time.</summary>
    [DataMember(Name = "timestamp")]
    public required DateTimeOffset? Timestamp { get; init; }

    /// <summary>Its level in the daemon's own spelling, such as <c>info</c>; null if the daemon sends none.</summary>
    [DataMember(Name = "level")]
    public required string? Level { get; init; }

    /// <summary>Its text; may be empty.</summary>
    [DataMember(Name = "message")]
    public required string Message { get; init; }
}
