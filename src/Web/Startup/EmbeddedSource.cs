using FlextMonitor.Collector.Settings;
using FlextMonitor.Daemon.Embedding;

namespace FlextMonitor.Web.Settings;

/// <summary>Where the settings name no daemon at all, one of our own runs inside this process and is watched.</summary>
internal static class EmbeddedSource
{
    public static void AddEmbeddedSource(this WebApplicationBuilder builder)
    {
        builder.Services.AddKnownKeys("", "Daemon");
        if (builder.Configuration.GetSection("Daemons").Exists())
        {
            return;
        }

        var socket = EmbeddedDaemon.NewSocketPath();
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("Daemons:0:Address", $"unix:{socket}")]);
        builder.Services.AddEmbeddedDaemon(socket);
    }
}
