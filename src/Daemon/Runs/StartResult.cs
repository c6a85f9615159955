namespace FlextMonitor.Daemon.Runs;

/// <summary>The result of a <see cref="RunRequest"/>: exactly one of the two is set.</summary>
/// <param name="Started">The new run in its state when it was accepted.</param>
/// <param name="Refused">Why no run was started.</param>
internal sealed record StartResult(Run? Started, Refusal? Refused)
{
    /// <summary>The result of an accepted request.</summary>
    public static StartResult Of(Run started) => new(started, null);

    /// <summary>The result of a refused request.</summary>
    public static StartResult Of(RefusalReason reason, string message) => new(null, new Refusal(reason, message));
}
