using FlextMonitor.Collector.Cluster;
using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Leases;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Collector;

/// <summary>Registers the collector.</summary>
public static class CollectorRegistration
{
    /// <summary>
    /// Adds a watcher for each daemon in <c>Daemons</c>, the feed they publish to (<see cref="IFeedReader"/>), and <see cref="IDaemonCalls"/>.
    /// Reads the host's <see cref="IConfiguration"/> when the host starts; bad settings stop the start with an <see cref="OptionsValidationException"/>.
    /// </summary>
    public static IServiceCollection AddCollector(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddSourceCatalog();
        services.AddMetrics();
        services.AddFeed();
        services.AddSingleton<CollectorMetrics>();
        services.AddSingleton<IDaemonConnector, DaemonConnector>();
        services.AddSingleton<IEpochIssuer>(NewEpochIssuer);
        services.AddSingleton<SourceTerms>();
        services.AddSingleton<SourceWatchers>();
        services.AddSingleton<ILeases, RedisLeases>();
        services.AddSingleton<LoneHandover>().AddSingleton<LoneTerms>().AddSingleton<LeasedTerms>().AddSingleton<SourceVisibility>();
        services.AddSingleton<ISourceVisibility>(provider => IsShared(provider) ? provider.GetRequiredService<SourceVisibility>() : new SoleVisibility());
        services.AddSingleton(NewTermPolicy);
        services.AddSingleton<ICollectorProgress, CollectorProgress>();
        services.AddSingleton<ISourceCallRoute, WatcherCallRoute>();
        services.AddHostedService<PlainConnectionWarning>();
        services.AddHostedService<CollectorWorker>();
        services.AddHostedService<NodeWorker>();
        return services;
    }

    /// <summary>
    /// Adds <see cref="ISourceCatalog"/> and <see cref="IDaemonCalls"/>, which a process needs that shows sources without collecting from them.
    /// Part of <see cref="AddCollector"/>.
    /// </summary>
    public static IServiceCollection AddSourceCatalog(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.TryAddSingleton(TimeProvider.System);
        services.AddCluster();
        services.AddOptions<CollectorOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<CollectorOptions>, CollectorOptionsSetup>();
        services.AddSingleton<IValidateOptions<CollectorOptions>, CollectorOptionsSetup>();
        services.AddKnownList(DaemonsReader.Section, DaemonKeys.Described);
        services.AddKnownSetting("", DataFolder.Key, "folder for the store and the keys, relative to the content root (data)");
        services.AddKnownSetting("ConnectionStrings", RedisSetting.Name, RedisSetting.Description);
        services.AddSingleton<ISourceCatalog, ConfiguredSources>();
        services.AddSingleton<NodeFacts>().AddSingleton<ClusterNodes>().AddSingleton<CollectorLeases>();
        services.AddSingleton<IDaemonCalls, DaemonCalls>();
        return services;
    }

    private static void AddCluster(this IServiceCollection services)
    {
        services.AddOptions<ClusterOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<ClusterOptions>, ClusterOptionsSetup>();
        services.AddSingleton<IValidateOptions<ClusterOptions>, ClusterOptionsSetup>();
        services.AddKnownSetting(ClusterOptions.Section, nameof(ClusterOptions.Roles), ClusterOptionsSetup.RolesDescription);
        services.AddKnownSetting(ClusterOptions.Section, nameof(ClusterOptions.Node), ClusterOptionsSetup.NodeDescription);
        services.AddClusterSignals();
    }

    /// <summary>Adds <see cref="ClusterSignals"/> and <see cref="NodeIdentity"/>. Part of <see cref="AddCollector"/>.</summary>
    public static IServiceCollection AddClusterSignals(this IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<NodeIdentity>();
        services.TryAddSingleton<ClusterSignals>();
        return services;
    }

    private static ITermPolicy NewTermPolicy(IServiceProvider services) => services.GetRequiredService<IOptions<ClusterOptions>>().Value switch
    {
        { Roles: var roles } when !roles.HasFlag(ClusterRoles.Collector) => new NoTerms(),
        { IsShared: true } => services.GetRequiredService<LeasedTerms>(),
        _ => new SoleTerms(),
    };

    private static bool IsShared(IServiceProvider services) => services.GetRequiredService<IOptions<ClusterOptions>>().Value.IsShared;

    private static EpochFile NewEpochIssuer(IServiceProvider services) => new(
        services.GetRequiredService<IOptions<CollectorOptions>>().Value.DataDirectory,
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<EpochFile>>());
}
