using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>Somebody has taken a problem on.</summary>
[DataContract]
public sealed record Acknowledgement
{
    /// <summary>Who: their e-mail address.</summary>
    [DataMember(Name = "by")]
    public required string By { get; init; }

    /// <summary>When (UTC).</summary>
    [DataMember(Name = "at")]
    public required DateTimeOffset At { get; init; }

    /// <summary>Until when it holds (UTC).</summary>
    [DataMember(Name = "until")]
    public required DateTimeOffset Until { get; init; }

    /// <summary>What they wrote; null if nothing.</summary>
    [DataMember(Name = "note")]
    public required string? Note { get; init; }
}
