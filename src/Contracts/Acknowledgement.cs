using System.Runtime.Serialization;
using FlextMonitor.Contracts.Wire;
using MessagePack;

namespace FlextMonitor.Contracts;

/// <summary>A person has taken responsibility for a problem.</summary>
[DataContract]
public sealed record Acknowledgement
{
    /// <summary>The e-mail address of that person.</summary>
    [DataMember(Name = "by")]
    public required string By { get; init; }

    /// <summary>When the person acknowledged the problem (UTC).</summary>
    [DataMember(Name = "at")]
    [MessagePackFormatter(typeof(UtcTimeFormatter))]
    public required DateTimeOffset At { get; init; }

    /// <summary>When the acknowledgement expires (UTC).</summary>
    [DataMember(Name = "until")]
    [MessagePackFormatter(typeof(UtcTimeFormatter))]
    public required DateTimeOffset Until { get; init; }

    /// <summary>The person's note; null if there is none.</summary>
    [DataMember(Name = "note")]
    public required string? Note { get; init; }
}
