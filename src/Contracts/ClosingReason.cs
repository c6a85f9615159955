using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>Why the hub closes a connection.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClosingReason>))]
public enum ClosingReason
{
    /// <summary>The host stops, or the subscriber has to start over: reconnect after <see cref="Closing.RetryAfterSeconds"/>.</summary>
    [EnumMember(Value = "restarting")]
    [JsonStringEnumMemberName("restarting")]
    Restarting,

    /// <summary>The credentials have expired: reconnect once with fresh ones.</summary>
    [EnumMember(Value = "expired")]
    [JsonStringEnumMemberName("expired")]
    Expired,

    /// <summary>The session has ended: do not reconnect.</summary>
    [EnumMember(Value = "signed-out")]
    [JsonStringEnumMemberName("signed-out")]
    SignedOut,

    /// <summary>The right to watch was revoked: do not reconnect.</summary>
    [EnumMember(Value = "forbidden")]
    [JsonStringEnumMemberName("forbidden")]
    Forbidden,

    /// <summary>The subscriber read too slowly. This message may not reach it.</summary>
    [EnumMember(Value = "slow")]
    [JsonStringEnumMemberName("slow")]
    Slow,
}
