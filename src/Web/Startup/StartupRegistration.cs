using FlextMonitor.Collector.Cluster;
using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Startup;

/// <summary>Registers what belongs to the start of the program: its help, the checks before it listens, and what it prints once it listens.</summary>
internal static class StartupRegistration
{
    /// <summary>The program's name in what it prints.</summary>
    public const string ProgramName = "FlextMonitor";

    private static readonly ProgramInfo Info = new()
    {
        Name = ProgramName,
        Executable = "FlextMonitor.Web",
        Summary = "Watches FLEXT daemons and shows live what they do, to browsers and to .NET services. Without Daemons it watches this host and sample pipelines.",
        Commands = [.. BackupCommand.Help, HealthCommand.Help, MoveCommand.Help, ResetAdmin.Help, VerifyAudit.Help],
        Example = "--urls=http://localhost:5000 --Daemons:0:Address=http://localhost:50051",
    };

    /// <summary>Prints help or the version if the command line asks for it. Call it after everything was added.</summary>
    /// <returns>Whether it asked, and the program has nothing else to do.</returns>
    public static bool TryPrintProgramInfo(this WebApplicationBuilder builder, string[] args) => Info.TryPrint(args, builder.Services);

    /// <summary>Checks the settings, unknown ones and the files of certificates, and prints the address once the host listens.</summary>
    public static IServiceCollection AddStartup(this IServiceCollection services)
    {
        services.AddKnownSetting("", PathBaseSetting.Key, PathBaseSetting.Description);
        services.AddUnknownSettingsCheck(FrameworkSettings.Web());
        services.AddSingleton<IValidateOptions<ClusterOptions>, ClusterCheck>();
        services.AddOptions<CertificateFiles.Options>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<CertificateFiles.Options>, CertificateFiles>();
        return services.AddHostedService<Announcement>();
    }
}
