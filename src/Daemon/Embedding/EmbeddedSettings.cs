using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Daemon.Meltano.Settings;

namespace FlextMonitor.Daemon.Embedding;

/// <summary>Selects what an embedded daemon reads of its host's configuration.</summary>
internal static class EmbeddedSettings
{
    /// <summary>The settings of the sections <c>Daemon</c> and <c>Meltano</c>, with their whole keys.</summary>
    /// <param name="configuration">The host's; <c>null</c> has none.</param>
    public static IEnumerable<KeyValuePair<string, string?>> Of(IConfiguration? configuration) => Of(configuration, MeltanoSettings.Section);

    /// <summary>A configuration with one of several Meltano projects.</summary>
    /// <param name="configuration">The host's; <c>null</c> has none.</param>
    /// <param name="project">The section of the project, such as <c>Meltano:1</c>; <c>null</c>: all that there is.</param>
    public static IConfiguration ForProject(IConfiguration? configuration, string? project) =>
        new ConfigurationBuilder().AddInMemoryCollection(Of(configuration, project ?? MeltanoSettings.Section)).Build();

    private static IEnumerable<KeyValuePair<string, string?>> Of(IConfiguration? configuration, string project) => configuration is null
        ? []
        : configuration.GetSection("Daemon").AsEnumerable()
            .Concat(configuration.GetSection(project).AsEnumerable())
            .Append(KeyValuePair.Create(SystemDatabase.Variable, configuration[SystemDatabase.Variable]))
            .Where(setting => setting.Value is not null);
}
