namespace FlextMonitor.Daemon.Embedding;

/// <summary>The log levels that an embedded application forwards to its host.</summary>
internal static class ForwardedFilters
{
    /// <summary>Forwards everything and leaves the levels to the host, except for framework messages that would read as the host's own.</summary>
    public static ILoggingBuilder AddForwardedFilters(this ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Trace)
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("Grpc", LogLevel.Warning)
        .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
}
