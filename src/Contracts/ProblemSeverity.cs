using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>How urgent a problem is, least first.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProblemSeverity>))]
public enum ProblemSeverity
{
    /// <summary>Worth knowing; nothing has to be done now.</summary>
    [EnumMember(Value = "info")]
    [JsonStringEnumMemberName("info")]
    Info,

    /// <summary>Needs somebody in working hours.</summary>
    [EnumMember(Value = "warning")]
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>Needs somebody now.</summary>
    [EnumMember(Value = "critical")]
    [JsonStringEnumMemberName("critical")]
    Critical,
}
