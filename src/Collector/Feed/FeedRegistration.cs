using FlextMonitor.Collector.Feed.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlextMonitor.Collector.Feed;

/// <summary>Registers the feed that connects collector and hub.</summary>
public static class FeedRegistration
{
    /// <summary>Adds the feed within one process: <see cref="IFeedReader"/>, <see cref="IFeedPublisher"/>, and the <see cref="FeedOutlet"/> that publishers use.</summary>
    public static IServiceCollection AddMemoryFeed(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<MemoryFeed>();
        services.AddSingleton<IFeedPublisher>(provider => provider.GetRequiredService<MemoryFeed>());
        services.AddSingleton<IFeedReader>(provider => provider.GetRequiredService<MemoryFeed>());
        services.AddSingleton<FeedOutlet>();
        return services;
    }
}
