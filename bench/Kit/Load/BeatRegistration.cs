using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Bench.Kit.Load;

/// <summary>Registers the services that drive a server under measurement.</summary>
internal static class BeatRegistration
{
    /// <summary>Adds the beat; the server adds its own <see cref="ITopicSink"/>.</summary>
    public static IServiceCollection AddBeat(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<TickSource>();
        services.Configure<BeatOptions>(configuration.GetSection(BeatOptions.Section));
        services.AddHostedService<Beat>();
        return services;
    }
}
