using StackExchange.Redis;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>Reads the connection string of Redis, in the format of StackExchange.Redis, and sets what the feed needs.</summary>
internal static class RedisSettings
{
    /// <summary>How long a call may take, in milliseconds. A term ends 4 s after its last renewal, so several attempts must fit.</summary>
    private const int CallLimit = 1000;

    /// <exception cref="ArgumentException">It cannot be read. The message may show a part of it, which may be a password.</exception>
    public static ConfigurationOptions Parse(string connectionString)
    {
        var settings = ConfigurationOptions.Parse(connectionString);
        settings.ClientName ??= "flextmonitor";

        // The process starts without Redis and connects when it is there.
        settings.AbortOnConnectFail = false;

        // One connection for calls and channels, so that both break and come back together.
        settings.Protocol ??= RedisProtocol.Resp3;

        // While Redis is away calls fail at once: the outlet in front keeps what is to be written, and conflates it.
        settings.BacklogPolicy = BacklogPolicy.FailFast;
        settings.ConnectTimeout = settings.SyncTimeout = settings.AsyncTimeout = CallLimit;
        settings.ReconnectRetryPolicy = new LinearRetry(250);
        settings.HeartbeatInterval = TimeSpan.FromMilliseconds(250);
        settings.KeepAlive = 2;
        settings.IncludeDetailInExceptions = false;
        return settings;
    }
}
