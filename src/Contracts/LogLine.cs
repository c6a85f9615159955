using System.Runtime.Serialization;
using System.Text.Json.Serialization;
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

    /// <summary>Where the program wrote it: <c>stdout</c> or <c>stderr</c>; null if the daemon does not tell. The hub does not send it; the log of a run by HTTP has it.</summary>
    [JsonIgnore]
    public string? Stream { get; init; }

    /// <summary>
    /// How a terminal would show the message: parts of an offset in UTF-16 code units and the styles from there on, such as <c>0:bold,red 5: 9:bright-green</c>, in order. Styles are
    /// <c>bold</c> and the 16 colours of terminals. Null if nothing of it has a style. The hub does not send it; the log of a run by HTTP has it.
    /// </summary>
    [JsonIgnore]
    public string? Styles { get; init; }
}
