using FlextMonitor.Daemon.Embedding;

namespace FlextMonitor.Web.Startup;

/// <summary>The daemon that runs inside this process, and is watched, if the settings name none.</summary>
internal static class EmbeddedSource
{
    /// <summary>Adds the daemon, or only its settings if others are watched or the command line asks for help.</summary>
    public static void AddEmbeddedSource(this WebApplicationBuilder builder, string[] args)
    {
        builder.Services.AddEmbeddedDaemonSettings();
        if (ProgramInfo.IsRequested(args) || builder.Configuration.GetSection("Daemons").Exists())
        {
            return;
        }

        var socket = EmbeddedDaemon.NewSocketPath();
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("Daemons:0:Address", $"unix:{socket}")]);
        builder.Services.AddEmbeddedDaemon(socket);
    }
}
