namespace FlextMonitor.Collector.Sources;

/// <summary>What a failed call says about its daemon.</summary>
internal enum FailureKind
{
    /// <summary>The daemon answered, with an error or with something that cannot be used.</summary>
    Answered,

    /// <summary>The connection was refused, or was lost and could not be had again.</summary>
    Connection,

    /// <summary>UNAVAILABLE was answered, by the daemon or by something in front of it.</summary>
    Unavailable,

    /// <summary>Nothing came within the deadline.</summary>
    Silent,
}

/// <summary>A call that brought nothing usable.</summary>
/// <param name="Kind">What it says about the daemon.</param>
/// <param name="Text">What went wrong, for a person to act on.</param>
/// <param name="Code">The daemon's status.</param>
internal sealed record CallFailure(FailureKind Kind, string Text, Grpc.Core.StatusCode Code)
{
    /// <summary>What the transport saw or said, for the log, where <see cref="Text"/> has other words for it; null elsewhere.</summary>
    public string? Cause { get; init; }

    /// <summary>Opening the connection took as long as it may: trying again at once would take as long again.</summary>
    public bool ConnectTimedOut { get; init; }

    /// <summary>The call may have come to the daemon, which has not said what became of it: what was asked for may be done.</summary>
    public bool MayBeDone { get; init; }
}
