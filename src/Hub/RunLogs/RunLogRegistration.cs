using FlextMonitor.Hosting.Settings;
using FlextMonitor.Hub.RunLogs.Api;
using FlextMonitor.Hub.RunLogs.Files;
using FlextMonitor.Hub.RunLogs.Reading;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.RunLogs;

/// <summary>Registers the logs of runs at full length: read from daemons, kept on disk, searched.</summary>
public static class RunLogRegistration
{
    /// <summary>Adds them. Needs the calls of daemons (AddCollector), the live state (AddLive) and the data folder.</summary>
    public static IServiceCollection AddRunLogs(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddSettings<RunLogOptions>(RunLogOptions.Section);
        services.AddSingleton<IValidateOptions<RunLogOptions>, RunLogOptions.Validation>();
        services.AddSingleton<RunLogFolder>().AddSingleton<RunLogSource>().AddSingleton<RunLogStore>().AddSingleton<RunLogSources>();
        services.AddSingleton(provider => new RunLogReader(provider.GetRequiredService<RunLogStore>()));
        return services;
    }

    /// <summary>Maps what they answer. It requires the role <see cref="Access.Roles.Viewer"/>.</summary>
    public static void MapRunLogs(this IEndpointRouteBuilder endpoints) => RunLogEndpoints.Map(endpoints);
}
