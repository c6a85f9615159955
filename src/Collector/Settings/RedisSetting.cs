namespace FlextMonitor.Collector.Settings;

/// <summary>Refuses a setting that nothing reads yet: processes that should share one live state would each run on their own, silently.</summary>
internal static class RedisSetting
{
    public const string Name = "Redis";

    /// <summary>The failure if it is set; empty otherwise. It never shows the value, which may contain a password.</summary>
    public static IEnumerable<string> Failures(IConfiguration configuration) => string.IsNullOrEmpty(configuration.GetConnectionString(Name))
        ? []
        : [$"ConnectionStrings:{Name} must be left out: several processes cannot share one live state yet, so each would run on its own"];
}
