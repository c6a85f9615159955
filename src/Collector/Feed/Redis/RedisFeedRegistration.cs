using FlextMonitor.Collector.Feed.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StackExchange.Redis;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>Registers the feed on Redis.</summary>
internal static class RedisFeedRegistration
{
    /// <summary>Adds <see cref="RedisFeed"/> with its parts. Needs a <see cref="MemoryFeed"/>, and somebody who runs <see cref="RedisFeedFollower"/>.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="settings">Reads how to reach Redis.</param>
    /// <param name="isKnown">Reads which sources this process knows.</param>
    public static IServiceCollection AddRedisFeed(
        this IServiceCollection services, Func<IServiceProvider, ConfigurationOptions> settings, Func<IServiceProvider, Predicate<string>> isKnown)
    {
        services.TryAddSingleton(new RedisFeedOptions());
        services.AddSingleton(provider => new RedisConnection(settings(provider)));
        services.AddSingleton<RedisReach>().AddSingleton<RedisFeedMetrics>();
        services.AddSingleton<RedisFeedCalls>();
        services.AddSingleton<RedisFeedWriter>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RedisFeedFollower>(provider, isKnown(provider)));
        services.AddSingleton<RedisFeed>();
        return services;
    }
}
