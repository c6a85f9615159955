using FlextMonitor.Daemon.Meltano.Settings;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon.Embedding;

/// <summary>A Meltano project of the host's settings, which an embedded daemon can serve.</summary>
/// <param name="Name">The name of its source, unique.</param>
/// <param name="Section">The section of its settings, such as <c>Meltano:1</c>.</param>
public sealed record EmbeddedProject(string Name, string Section)
{
    /// <summary>The projects in the order of the settings; empty if they name none.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; each failure names the key, its value and what is allowed.</exception>
    public static IReadOnlyList<EmbeddedProject> Read(IConfiguration configuration) =>
        [.. MeltanoSettings.Read(configuration).Select(project => new EmbeddedProject(project.Name, project.Key))];
}
