using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Publishing;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Collector.Sources;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Collector;

/// <summary>Registers the collector.</summary>
public static class CollectorRegistration
{
    /// <summary>
    /// Adds the watchers of the daemons in <c>Daemons</c>, the feed they publish to (<see cref="IFeedReader"/>), and <see cref="IDaemonCalls"/>.
    /// Reads the host's <see cref="IConfiguration"/> when the host starts; bad settings stop the start with an <see cref="OptionsValidationException"/>.
    /// </summary>
    public static IServiceCollection AddCollector(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddOptions<CollectorOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<CollectorOptions>, CollectorOptionsSetup>();
        services.AddSingleton<IValidateOptions<CollectorOptions>, CollectorOptionsSetup>();
        services.AddKnownKeys("", DaemonsReader.Section, DataFolder.Key).AddKnownKeys("ConnectionStrings", RedisSetting.Name);
        services.AddMemoryFeed();
        services.AddSingleton<CollectorMetrics>();
        services.AddSingleton<IDaemonConnector, DaemonConnector>();
        services.AddSingleton(NewStamp);
        services.AddSingleton<SourceWatchers>();
        services.AddSingleton<IDaemonCalls, DaemonCalls>();
        services.AddHostedService<CollectorWorker>();
        return services;
    }

    private static MessageStamp NewStamp(IServiceProvider services) => new(new EpochFile(
        services.GetRequiredService<IOptions<CollectorOptions>>().Value.DataDirectory,
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<EpochFile>>()).Next());
}
