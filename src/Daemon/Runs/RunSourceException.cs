namespace FlextMonitor.Daemon.Runs;

/// <summary>A source of runs cannot answer; the message says why, for a person to act on.</summary>
/// <param name="message">What is wrong and what to do about it.</param>
/// <param name="cause">The cause.</param>
/// <param name="reason">What kind of refusal it is; <c>null</c>: the source does not work at present.</param>
internal sealed class RunSourceException(string message, Exception? cause = null, RefusalReason? reason = null) : Exception(message, cause)
{
    /// <summary>What kind of refusal it is; <c>null</c>: the source does not work at present.</summary>
    public RefusalReason? Reason { get; } = reason;
}
