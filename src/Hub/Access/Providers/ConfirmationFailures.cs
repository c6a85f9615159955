using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>Which sessions could not be confirmed at the last try. It logs when the first one fails, and when all are confirmed again: one that always fails is logged once.</summary>
internal sealed partial class ConfirmationFailures(IOptions<OidcOptions> options, TimeProvider time, ILogger<ConfirmationFailures> logger)
{
    /// <summary>A session that was not tried for so long has ended.</summary>
    private static readonly TimeSpan Lifetime = 2 * ProviderSessions.Claim;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _failing = new(StringComparer.Ordinal);

    /// <summary>Notes a failure.</summary>
    public void Add(string subject, Exception failure)
    {
        bool isFirst;
        lock (_gate)
        {
            isFirst = _failing.Count == 0;
            _failing[subject] = time.GetUtcNow();
        }

        if (isFirst)
        {
            Log.Away(logger, failure, options.Value.Unconfirmed);
        }
    }

    /// <summary>Notes that a session was confirmed, or has ended.</summary>
    public void Remove(string subject)
    {
        bool isLast;
        lock (_gate)
        {
            isLast = _failing.Remove(subject) && _failing.Count == 0;
        }

        if (isLast)
        {
            Log.Back(logger);
        }
    }

    /// <summary>Forgets sessions that are not tried any more.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            var since = time.GetUtcNow() - Lifetime;
            foreach (var (subject, failedAt) in _failing)
            {
                if (failedAt <= since)
                {
                    _failing.Remove(subject);
                }
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2125, LogLevel.Error, "The rights of sessions that the provider began cannot be confirmed. They go on until {Unconfirmed} after they were last confirmed")]
        public static partial void Away(ILogger logger, Exception exception, TimeSpan unconfirmed);

        [LoggerMessage(2126, LogLevel.Information, "The provider confirms the rights of sessions again")]
        public static partial void Back(ILogger logger);
    }
}
