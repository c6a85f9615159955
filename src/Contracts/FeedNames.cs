namespace FlextMonitor.Contracts;

/// <summary>The keys of <see cref="SourceStatus.Feeds"/>.</summary>
public static class FeedNames
{
    /// <summary>GetSystemStats.</summary>
    public const string Stats = "stats";

    /// <summary>HealthCheck.</summary>
    public const string Health = "health";

    /// <summary>ListExecutions.</summary>
    public const string Executions = "executions";
}
