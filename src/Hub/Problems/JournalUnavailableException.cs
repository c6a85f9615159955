namespace FlextMonitor.Hub.Problems;

/// <summary>Problems cannot be stored or read now, so that nothing can be evaluated.</summary>
/// <param name="reason">Why, in one line that shows no password.</param>
/// <param name="cause">What the store threw; null if it threw nothing.</param>
public sealed class JournalUnavailableException(string reason, Exception? cause = null) : Exception(reason, cause);
