using FlextMonitor.Collector.Feed.Redis;
using StackExchange.Redis;

namespace FlextMonitor.Collector.Settings;

/// <summary>The setting <c>ConnectionStrings:Redis</c>. With it several processes share one live state.</summary>
internal static class RedisSetting
{
    public const string Name = "Redis";

    /// <summary>For <c>--help</c>.</summary>
    public const string Description = "Redis that several processes share, such as localhost:6379 (none: one process)";

    /// <summary>Whether it is set.</summary>
    public static bool IsSet(IConfiguration configuration) => !string.IsNullOrEmpty(configuration.GetConnectionString(Name));

    /// <summary>The setting, read.</summary>
    public static ConfigurationOptions Read(IConfiguration configuration) => RedisSettings.Parse(configuration.GetConnectionString(Name)!);

    /// <summary>The failure if it cannot be read; empty otherwise. It never shows the value, which may contain a password.</summary>
    public static IEnumerable<string> Failures(IConfiguration configuration) => IsSet(configuration) && !CanRead(configuration)
        ? [$"ConnectionStrings:{Name} must be host:port, followed by settings of StackExchange.Redis such as ,password=…,ssl=true,defaultDatabase=0; its value is not shown"]
        : [];

    private static bool CanRead(IConfiguration configuration)
    {
        try
        {
            return Read(configuration).EndPoints.Count > 0;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            return false;
        }
    }
}
