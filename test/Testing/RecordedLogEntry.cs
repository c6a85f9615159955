using Microsoft.Extensions.Logging;

namespace FlextMonitor.Testing;

/// <summary>One entry of a log.</summary>
/// <param name="Level">Its level.</param>
/// <param name="Event">The number of its event; 0 without one.</param>
/// <param name="Message">Its message, filled in.</param>
/// <param name="Exception">What was logged with it; <c>null</c> if nothing was.</param>
public sealed record RecordedLogEntry(LogLevel Level, int Event, string Message, Exception? Exception)
{
    /// <summary>The message, and the exception behind it.</summary>
    public string Text => Message + Exception;
}
