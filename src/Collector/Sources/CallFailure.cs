namespace FlextMonitor.Collector.Sources;

/// <summary>What a failed call shows about its daemon.</summary>
internal enum FailureKind
{
    /// <summary>The daemon answered, with an error or with something that cannot be used.</summary>
    Answered,

    /// <summary>The connection was refused, or was lost and could not be reopened.</summary>
    Connection,

    /// <summary>The status UNAVAILABLE, from the daemon or from a proxy in front of it.</summary>
    Unavailable,

    /// <summary>No answer within the deadline.</summary>
    Silent,
}

/// <summary>A call without a usable answer.</summary>
/// <param name="Kind">What it shows about the daemon.</param>
/// <param name="Text">What went wrong, for a person to act on.</param>
/// <param name="Code">The gRPC status.</param>
internal sealed record CallFailure(FailureKind Kind, string Text, Grpc.Core.StatusCode Code)
{
    /// <summary>One of <see cref="Contracts.HubErrorCodes"/>, if a program has to distinguish this failure from others; otherwise null.</summary>
    public string? HubCode => Code == Grpc.Core.StatusCode.NotFound ? Contracts.HubErrorCodes.NotFound : null;

    /// <summary>The transport's own message, for the log; null if <see cref="Text"/> contains it.</summary>
    public string? Cause { get; init; }

    /// <summary>Whether the answer was larger than the settings allow.</summary>
    public bool IsTooLarge { get; init; }

    /// <summary>Whether opening the connection timed out: an immediate retry would take as long again.</summary>
    public bool ConnectTimedOut { get; init; }

    /// <summary>Whether the daemon may have received the call and carried it out, although it did not report the outcome.</summary>
    public bool MayBeDone { get; init; }
}
