using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Client;

/// <summary>Registers the client.</summary>
public static class MonitorClientRegistration
{
    /// <summary>Adds <see cref="IMonitor"/>, which connects when the host starts, and a health check named <c>flextmonitor</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the address and the credentials. Wrong options stop the host's start.</param>
    public static IServiceCollection AddFlextMonitorClient(this IServiceCollection services, Action<MonitorClientOptions> configure)
    {
        services.AddOptions<MonitorClientOptions>().Configure(configure).ValidateOnStart();
        if (services.Any(service => service.ServiceType == typeof(MonitorClient)))
        {
            // A second call only sets further options.
            return services;
        }

        services.AddSingleton<IValidateOptions<MonitorClientOptions>, MonitorClientOptionsCheck>();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new MonitorClient(
            provider.GetRequiredService<IOptions<MonitorClientOptions>>().Value,
            new ClientMetrics(provider.GetService<IMeterFactory>()),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.TryAddSingleton<IMonitor>(provider => provider.GetRequiredService<MonitorClient>());
        services.AddHostedService<MonitorClientService>();
        services.AddHealthChecks().AddCheck<MonitorHealthCheck>("flextmonitor");
        return services;
    }
}
