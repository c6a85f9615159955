using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>The state of a problem. A resolved problem is sent as <see cref="ProblemResolved"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProblemState>))]
public enum ProblemState
{
    /// <summary>It persists, as far as its subject can be observed.</summary>
    [EnumMember(Value = "open")]
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>Its cause is gone, but not yet for as long as its rule requires.</summary>
    [EnumMember(Value = "recovering")]
    [JsonStringEnumMemberName("recovering")]
    Recovering,
}
