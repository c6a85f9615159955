using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>The status of an execution.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExecutionStatus>))]
public enum ExecutionStatus
{
    /// <summary>The daemon reports no status, or one that this version does not know.</summary>
    [EnumMember(Value = "unknown")]
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>Accepted, not yet started.</summary>
    [EnumMember(Value = "pending")]
    [JsonStringEnumMemberName("pending")]
    Pending,

    /// <summary>Started, not yet ended.</summary>
    [EnumMember(Value = "running")]
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>Ended without an error.</summary>
    [EnumMember(Value = "success")]
    [JsonStringEnumMemberName("success")]
    Success,

    /// <summary>Ended with an error.</summary>
    [EnumMember(Value = "failed")]
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Stopped on request.</summary>
    [EnumMember(Value = "cancelled")]
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}
