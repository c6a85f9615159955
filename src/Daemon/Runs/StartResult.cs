namespace FlextMonitor.Daemon.Runs;

/// <summary>What became of a <see cref="RunRequest"/>: one of the two is there.</summary>
/// <param name="Started">The new run, as it stood when it was accepted.</param>
/// <param name="Refused">Why there is none.</param>
internal sealed record StartResult(Run? Started, Refusal? Refused)
{
    /// <summary>It was accepted.</summary>
    public static StartResult Of(Run started) => new(started, null);

    /// <summary>It was not.</summary>
    public static StartResult Of(RefusalReason reason, string message) => new(null, new Refusal(reason, message));
}
