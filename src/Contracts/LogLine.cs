using System.Runtime.Serialization;
using FlextMonitor.Contracts.Wire;
using MessagePack;

namespace FlextMonitor.Contracts;

/// <summary>One line of an execution's log (StreamLogs).</summary>
[DataContract]
public sealed record LogLine
{
    /// <summary>When the line was written (UTC, by the daemon's clock; a time without a zone is taken as UTC); null if the daemon sends no time.</summary>
    [DataMember(Name = "timestamp")]
    [MessagePackFormatter(typeof(UtcTimeOrNullFormatter))]
    public required DateTimeOffset? Timestamp { get; init; }

    /// <summary>Its level in the daemon's own spelling, such as <c>info</c>, at most 256 characters; null if the daemon sends none.</summary>
    [DataMember(Name = "level")]
    public required string? Level { get; init; }

    /// <summary>Its text, at most 65,536 characters; may be empty.</summary>
    [DataMember(Name = "message")]
    public required string Message { get; init; }
}
