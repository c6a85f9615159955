using FlextMonitor.Daemon.Figures;
using FlextMonitor.Daemon.Meltano.Control;
using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Daemon.Meltano.Health;
using FlextMonitor.Daemon.Meltano.Logs.Secrets;
using FlextMonitor.Daemon.Meltano.Project;
using FlextMonitor.Daemon.Meltano.Runs;
using FlextMonitor.Daemon.Meltano.Settings;
using FlextMonitor.Daemon.Runs;
using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon.Meltano;

/// <summary>Registers a Meltano project as the daemon's source of runs.</summary>
internal static class MeltanoRegistration
{
    /// <summary>Registers the settings as known, without reading them.</summary>
    public static IServiceCollection AddMeltanoSettings(this IServiceCollection services) =>
        services.AddKnownList(MeltanoSettings.Section, MeltanoKeys.Described);

    /// <summary>Adds the project that the settings name; <c>false</c> if they name none.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong, or there are several projects: one daemon serves one.</exception>
    public static bool TryAddMeltano(this IServiceCollection services, IConfiguration configuration)
    {
        var projects = MeltanoSettings.Read(configuration);
        if (projects.Count == 0)
        {
            return false;
        }

        services.AddSingleton(projects.Count == 1
            ? projects[0]
            : throw new OptionsValidationException(MeltanoSettings.Section, typeof(MeltanoOptions), [
                $"{MeltanoSettings.Section} names {projects.Count} projects, but one daemon serves one: let the monitor serve them (FlextMonitor.Web with the same settings), or start a daemon for each"]));
        AddRuns(services);
        AddHealth(services, projects[0], configuration);
        return true;
    }

    private static void AddRuns(IServiceCollection services)
    {
        services.AddSingleton<ProjectFiles>();
        services.AddHostedService(provider => provider.GetRequiredService<ProjectFiles>());
        services.AddSingleton<ProjectSecrets>();
        services.AddSingleton<SystemDatabase>();
        services.AddSingleton<RunIndex>();
        services.AddSingleton<RunReader>();
        services.AddHostedService(provider => provider.GetRequiredService<RunReader>());
        services.AddSingleton<PayloadReader>();
        services.AddSingleton<MeltanoControl>();
        services.AddHostedService(provider => provider.GetRequiredService<MeltanoControl>());
        services.AddSingleton<RowTracker>();
        services.AddHostedService(provider => provider.GetRequiredService<RowTracker>());
        services.AddSingleton<IRunLogs, FileLogs>();
        services.AddSingleton<IRunSource, MeltanoRuns>();
    }

    private static void AddHealth(IServiceCollection services, MeltanoOptions options, IConfiguration configuration)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database")
            .AddCheck<ProjectCheck>("project")
            .AddCheck<LogFolderCheck>("logs")
            .AddCheck<MemoryCheck>("memory");
        if (string.IsNullOrEmpty(configuration[$"{HostFiguresOptions.Section}:{nameof(HostFiguresOptions.DiskPath)}"]))
        {
            services.PostConfigure<HostFiguresOptions>(host => host.DiskPath = options.Project);
        }
    }
}
