using FlextMonitor.Collector.Cluster;
using FlextMonitor.Collector.Feed.Memory;
using FlextMonitor.Collector.Feed.Redis;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Collector.Feed;

/// <summary>Registers the feed that connects collector and hub.</summary>
public static class FeedRegistration
{
    /// <summary>Adds the feed within one process: <see cref="IFeedReader"/>, <see cref="IFeedPublisher"/>, and the <see cref="FeedOutlet"/> that publishers use.</summary>
    public static IServiceCollection AddMemoryFeed(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddFeedParts();
        services.AddSingleton<IFeedPublisher>(provider => provider.GetRequiredService<MemoryFeed>());
        services.AddSingleton<IFeedReader>(provider => provider.GetRequiredService<MemoryFeed>());
        return services;
    }

    /// <summary>As <see cref="AddMemoryFeed"/>, or the feed on Redis if <c>ConnectionStrings:Redis</c> is set. Needs the source catalog (AddSourceCatalog).</summary>
    internal static IServiceCollection AddFeed(this IServiceCollection services)
    {
        services.AddFeedParts();
        services.AddRedisFeed(provider => RedisSetting.Read(provider.GetRequiredService<IConfiguration>()), IsKnown);
        services.AddSingleton<IFeedPublisher>(provider => IsShared(provider) ? provider.GetRequiredService<RedisFeed>() : provider.GetRequiredService<MemoryFeed>());
        services.AddSingleton<IFeedReader>(provider => IsShared(provider) ? provider.GetRequiredService<RedisFeed>() : provider.GetRequiredService<MemoryFeed>());
        services.AddHostedService<FeedWorker>();
        return services;
    }

    private static void AddFeedParts(this IServiceCollection services)
    {
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<MemoryFeed>();
        services.AddSingleton<FeedOutlet>();
    }

    private static bool IsShared(IServiceProvider services) => services.GetRequiredService<IOptions<ClusterOptions>>().Value.IsShared;

    private static Predicate<string> IsKnown(IServiceProvider services)
    {
        var names = services.GetRequiredService<ISourceCatalog>().Names.Append(SourceNames.Monitor).ToHashSet(StringComparer.Ordinal);
        return names.Contains;
    }
}
