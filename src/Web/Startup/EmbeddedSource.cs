using FlextMonitor.Daemon.Embedding;

namespace FlextMonitor.Web.Startup;

/// <summary>The daemon that runs inside this process, and is watched, if the settings name none.</summary>
internal static class EmbeddedSource
{
    public static void AddEmbeddedSource(this WebApplicationBuilder builder)
    {
        builder.Services.AddEmbeddedDaemonSettings();
        if (builder.Configuration.GetSection("Daemons").Exists())
        {
            return;
        }

        var socket = EmbeddedDaemon.NewSocketPath();
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("Daemons:0:Address", $"unix:{socket}")]);
        builder.Services.AddEmbeddedDaemon(socket);
    }
}
