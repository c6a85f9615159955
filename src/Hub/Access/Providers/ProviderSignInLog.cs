using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>Logs sign-ins by the provider that failed, at most one in <see cref="SignInThrottle.Window"/> and how many others: anyone can cause them.</summary>
internal sealed partial class ProviderSignInLog(TimeProvider time, ILogger<ProviderSignInLog> logger)
{
    private readonly Lock _gate = new();
    private long? _loggedAt;
    private int _leftOut;

    /// <summary>Logs a failure, or counts it.</summary>
    public void Note(Exception? failure)
    {
        int leftOut;
        lock (_gate)
        {
            if (_loggedAt is { } last && time.GetElapsedTime(last) < SignInThrottle.Window)
            {
                _leftOut++;
                return;
            }

            (_loggedAt, leftOut, _leftOut) = (time.GetTimestamp(), _leftOut, 0);
        }

        Log.Failed(logger, failure, leftOut);
    }

    private static partial class Log
    {
        [LoggerMessage(2121, LogLevel.Warning, "A sign-in by the provider failed. Since the last such entry, {LeftOut} more failed")]
        public static partial void Failed(ILogger logger, Exception? exception, int leftOut);
    }
}
