using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>Why the hub closes a connection.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClosingReason>))]
public enum ClosingReason
{
    /// <summary>The host stops or needs the subscriber to start over: come back after <see cref="Closing.RetryAfterSeconds"/>.</summary>
    [EnumMember(Value = "restarting")]
    [JsonStringEnumMemberName("restarting")]
    Restarting,

    /// <summary>The credentials ran out: come back once with fresh ones.</summary>
    [EnumMember(Value = "expired")]
    [JsonStringEnumMemberName("expired")]
    Expired,

    /// <summary>The session was ended: do not come back.</summary>
    [EnumMember(Value = "signed-out")]
    [JsonStringEnumMemberName("signed-out")]
    SignedOut,

    /// <summary>The right to watch was taken: do not come back.</summary>
    [EnumMember(Value = "forbidden")]
    [JsonStringEnumMemberName("forbidden")]
    Forbidden,

    /// <summary>The subscriber took too long to take what it was sent; may not get through.</summary>
    [EnumMember(Value = "slow")]
    [JsonStringEnumMemberName("slow")]
    Slow,
}
