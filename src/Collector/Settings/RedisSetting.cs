namespace FlextMonitor.Collector.Settings;

/// <summary>Refuses a setting that nothing reads yet: processes that are told to share one live state would each go on alone, without a word.</summary>
internal static class RedisSetting
{
    public const string Name = "Redis";

    /// <summary>What is wrong with it; empty where it is not set. Shows nothing of what it holds, which may be a password.</summary>
    public static IEnumerable<string> Failures(IConfiguration configuration) => string.IsNullOrEmpty(configuration.GetConnectionString(Name))
        ? []
        : [$"ConnectionStrings:{Name} must be left out: processes cannot share one live state yet, and each would go on alone"];
}
