using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FlextMonitor.Web.Startup;

/// <summary>Prints where the host listens, where it keeps its data and, while there is no administrator, the one-time set-up link. It goes to standard output, so that the link is in no log.</summary>
internal sealed partial class Announcement(IServer server, FirstSetup setup, DataDirectory data, PublicAddress address, IConfiguration configuration, ILogger<Announcement> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var pathBase = PathBaseSetting.Read(configuration);
        foreach (var listening in addresses)
        {
            await Console.Out.WriteLineAsync($"FlextMonitor is at {listening}{pathBase}");
        }

        // It depends on the content root, and so on how the program is started.
        await Console.Out.WriteLineAsync($"Its data are in {data.Path}");
        if (addresses.FirstOrDefault() is { } first && await setup.CreateLinkAsync() is { } link)
        {
            await Console.Out.WriteLineAsync($"Set up the first administrator, once, at {address.LinkTo($"{ListeningAddress.Reachable(first)}{pathBase}", link)}");
        }

        if (addresses.All(listening => listening.StartsWith("http://", StringComparison.OrdinalIgnoreCase)))
        {
            Log.PlainHttp(logger);
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Warning, "Serving plain HTTP: session cookies and tokens travel unprotected. Use HTTPS, or an HTTPS proxy on this machine")]
        public static partial void PlainHttp(ILogger logger);
    }
}
