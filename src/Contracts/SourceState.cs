using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>The state of a daemon.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SourceState>))]
public enum SourceState
{
    /// <summary>No answer yet since the start.</summary>
    [EnumMember(Value = "connecting")]
    [JsonStringEnumMemberName("connecting")]
    Connecting,

    /// <summary>All three feeds answer.</summary>
    [EnumMember(Value = "live")]
    [JsonStringEnumMemberName("live")]
    Live,

    /// <summary>The daemon answers, but at least one feed returns an error.</summary>
    [EnumMember(Value = "degraded")]
    [JsonStringEnumMemberName("degraded")]
    Degraded,

    /// <summary>The connection is refused or lost, or every feed exceeded its deadline.</summary>
    [EnumMember(Value = "down")]
    [JsonStringEnumMemberName("down")]
    Down,
}
