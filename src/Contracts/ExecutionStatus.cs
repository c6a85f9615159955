using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>How an execution stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExecutionStatus>))]
public enum ExecutionStatus
{
    /// <summary>The daemon said nothing, or a word this version does not know.</summary>
    [EnumMember(Value = "unknown")]
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>Accepted, not yet started.</summary>
    [EnumMember(Value = "pending")]
    [JsonStringEnumMemberName("pending")]
    Pending,

    /// <summary>Under way.</summary>
    [EnumMember(Value = "running")]
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>Ended well.</summary>
    [EnumMember(Value = "success")]
    [JsonStringEnumMemberName("success")]
    Success,

    /// <summary>Ended with an error.</summary>
    [EnumMember(Value = "failed")]
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Stopped by somebody.</summary>
    [EnumMember(Value = "cancelled")]
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}
