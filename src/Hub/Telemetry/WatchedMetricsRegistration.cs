using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlextMonitor.Hub.Telemetry;

/// <summary>Registers the metrics of what is watched: sources, their figures, runs, pipelines and problems.</summary>
public static class WatchedMetricsRegistration
{
    /// <summary>Adds them, in the meter <c>flextmonitor.watched</c>. Needs a feed (AddMemoryFeed).</summary>
    public static IServiceCollection AddWatchedMetrics(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<WatchedValues>().AddSingleton<WatchedMetrics>().AddHostedService<WatchedReader>();
    }
}
