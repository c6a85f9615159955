using System.Runtime.Serialization;

namespace FlextMonitor.Contracts;

/// <summary>The hub is about to close this connection.</summary>
[DataContract]
public sealed record Closing
{
    /// <summary>Why, and with it whether to come back.</summary>
    [DataMember(Name = "reason")]
    public required ClosingReason Reason { get; init; }

    /// <summary>How long to wait before coming back, in seconds, 0 or more.</summary>
    [DataMember(Name = "retryAfterSeconds")]
    public required double RetryAfterSeconds { get; init; }
}
