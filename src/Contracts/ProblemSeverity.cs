using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>How urgent a problem is, least first.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProblemSeverity>))]
public enum ProblemSeverity
{
    /// <summary>For information; no action is needed now.</summary>
    [EnumMember(Value = "info")]
    [JsonStringEnumMemberName("info")]
    Info,

    /// <summary>Needs action within working hours.</summary>
    [EnumMember(Value = "warning")]
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>Needs action now.</summary>
    [EnumMember(Value = "critical")]
    [JsonStringEnumMemberName("critical")]
    Critical,
}
