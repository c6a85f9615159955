using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>The hub is about to close this connection.</summary>
[DataContract]
public sealed record Closing
{
    /// <summary>Why the connection closes. It decides whether the subscriber may reconnect.</summary>
    [DataMember(Name = "reason")]
    public required ClosingReason Reason { get; init; }

    /// <summary>How long to wait before reconnecting, in seconds, 0 or more.</summary>
    [DataMember(Name = "retryAfterSeconds")]
    public required double RetryAfterSeconds { get; init; }
}
