namespace FlextMonitor.Daemon.Embedding;

/// <summary>What an embedded application keeps to itself.</summary>
internal static class ForwardedFilters
{
    /// <summary>Leaves the levels to the host, but for what would read as if the host had said it.</summary>
    public static ILoggingBuilder AddForwardedFilters(this ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Trace)
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("Grpc", LogLevel.Warning)
        .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
}
