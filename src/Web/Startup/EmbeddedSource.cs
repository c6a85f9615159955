using System.Globalization;
using FlextMonitor.Daemon.Embedding;

namespace FlextMonitor.Web.Startup;

/// <summary>
/// The daemons that run inside this process and are watched: one for each Meltano project of the settings, or one with sample pipelines if the settings
/// name neither projects nor daemons.
/// </summary>
internal static class EmbeddedSource
{
    private const string Daemons = "Daemons";

    /// <summary>Adds the daemons, or only their settings if others are watched or the command line asks for help.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting of a project is wrong.</exception>
    public static void AddEmbeddedSource(this WebApplicationBuilder builder, string[] args)
    {
        builder.Services.AddEmbeddedDaemonSettings();
        if (ProgramInfo.IsRequested(args))
        {
            return;
        }

        var projects = EmbeddedProject.Read(builder.Configuration);
        foreach (var project in projects)
        {
            builder.AddDaemon(project.Name, project.Section);
        }

        // Sample pipelines of each process under one name would be several daemons that take each other's place.
        if (projects.Count == 0 && !builder.Configuration.GetSection(Daemons).Exists() && string.IsNullOrEmpty(builder.Configuration.GetConnectionString("Redis")))
        {
            builder.AddDaemon(name: null, project: null);
        }
    }

    private static void AddDaemon(this WebApplicationBuilder builder, string? name, string? project)
    {
        var socket = EmbeddedDaemon.NewSocketPath();
        var entry = $"{Daemons}:{NextIndex(builder.Configuration).ToString(CultureInfo.InvariantCulture)}";
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>($"{entry}:Address", $"unix:{socket}")]);
        if (name is not null)
        {
            builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>($"{entry}:Name", name)]);
        }

        builder.Services.AddEmbeddedDaemon(socket, project);
    }

    /// <summary>The place after the daemons of the settings, which may leave places out.</summary>
    private static int NextIndex(ConfigurationManager configuration) => configuration.GetSection(Daemons).GetChildren()
        .Select(entry => int.TryParse(entry.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index + 1 : 0)
        .DefaultIfEmpty(0)
        .Max();
}
