using StackExchange.Redis;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>Tells whether a call failed because Redis cannot serve it now.</summary>
internal static class RedisFailure
{
    /// <summary>
    /// Whether the same call may succeed later: no connection, no answer in time, or a server that is loading, full, read-only or refuses this client. Only an error of the
    /// command itself (<c>ERR</c>, <c>WRONGTYPE</c>) is permanent.
    /// </summary>
    public static bool IsAway(Exception exception) => exception switch
    {
        RedisServerException refusal => !refusal.Message.StartsWith("ERR ", StringComparison.Ordinal) && !refusal.Message.StartsWith("WRONGTYPE", StringComparison.Ordinal),
        RedisException or TimeoutException or ObjectDisposedException => true,
        _ => false,
    };

    /// <summary>Why, in a line for the log: without the library's counters and advice.</summary>
    public static string Reason(Exception exception)
    {
        var line = exception.Message.Split(['\r', '\n'], 2)[0];
        return exception switch
        {
            RedisTimeoutException => "no answer in time",
            _ => line.Length <= 200 ? line : line[..200] + "…",
        };
    }
}
