using System.Runtime.Serialization;
using FlextMonitor.Contracts.Wire;
using MessagePack;

namespace FlextMonitor.Contracts;

/// <summary>The state of a daemon, sent when it or one of its feeds changes.</summary>
[DataContract]
public sealed record SourceStatus : SourceMessage
{
    /// <summary>The state of the daemon.</summary>
    [DataMember(Name = "state")]
    public required SourceState State { get; init; }

    /// <summary>Why the daemon is not live, for a person to act on; null while live.</summary>
    [DataMember(Name = "error")]
    public required string? Error { get; init; }

    /// <summary>When <see cref="State"/> began (UTC, by the collector's clock).</summary>
    [DataMember(Name = "since")]
    [MessagePackFormatter(typeof(UtcTimeFormatter))]
    public required DateTimeOffset Since { get; init; }

    /// <summary>When all feeds last answered (UTC, by the collector's clock), as known when this was sent; null if that never happened.</summary>
    [DataMember(Name = "lastLiveAt")]
    [MessagePackFormatter(typeof(UtcTimeOrNullFormatter))]
    public required DateTimeOffset? LastLiveAt { get; init; }

    /// <summary>How often to expect news, in seconds, 0.1 or more: <c>Daemons:N:Interval</c>, or longer while the daemon answers slowly (<c>Daemons:N:LoadPercent</c>).</summary>
    [DataMember(Name = "intervalSeconds")]
    public required double IntervalSeconds { get; init; }

    /// <summary>How many of the newest executions are kept in view, 1 to 1,000 (<c>Daemons:N:ExecutionLimit</c>).</summary>
    [DataMember(Name = "executionLimit")]
    public required int ExecutionLimit { get; init; }

    /// <summary>The daemon's version (GetSystemInfo), at most 256 characters; null if it reports none.</summary>
    [DataMember(Name = "version")]
    public required string? Version { get; init; }

    /// <summary>The daemon's environment, such as <c>production</c> (GetSystemInfo), at most 256 characters; null if it reports none.</summary>
    [DataMember(Name = "environment")]
    public required string? Environment { get; init; }

    /// <summary>For each of <c>stats</c>, <c>health</c> and <c>executions</c>, whether it works, and its error.</summary>
    [DataMember(Name = "feeds")]
    public required ValueMap<FeedStatus> Feeds { get; init; }

    private protected override MessageKey KeyOf() => new(Source, MessageKind.Status);
}
