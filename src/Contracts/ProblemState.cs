using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>Where a problem is in its life. One that is over is a <see cref="ProblemResolved"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProblemState>))]
public enum ProblemState
{
    /// <summary>It lasts, as far as its subject can be seen.</summary>
    [EnumMember(Value = "open")]
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>Its cause is gone, but not yet for as long as its rule asks for.</summary>
    [EnumMember(Value = "recovering")]
    [JsonStringEnumMemberName("recovering")]
    Recovering,
}
