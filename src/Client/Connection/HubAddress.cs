using FlextMonitor.Contracts;
using FlextMonitor.Contracts.Wire;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Client.Connection;

/// <summary>Builds the connection to the hub below a monitor's address.</summary>
internal static class HubAddress
{
    /// <summary>The address as a folder, so that paths are appended to it and do not replace its last part.</summary>
    public static Uri Of(Uri address) => address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");

    public static HubConnection Connection(Uri address, MonitorClientOptions options, ITokens tokens, AskedWait asked, UnreadableMessages unreadable)
    {
        var builder = new HubConnectionBuilder()
            .WithUrl(new Uri(address, Routes.DashboardHub.TrimStart('/')), http =>
            {
                http.AccessTokenProvider = async () => await tokens.GetAsync(CancellationToken.None).ConfigureAwait(false);
                http.HttpMessageHandlerFactory = asked.Observe;
            })
            .AddJsonProtocol(json =>
            {
                WireFormat.ConfigureJson(json.PayloadSerializerOptions);
                json.PayloadSerializerOptions.TypeInfoResolver = WireFormat.JsonTypes;
            });
        builder.Services.AddSingleton<ILoggerFactory>(unreadable);
        options.Protocol?.Invoke(builder);
        return builder.Build();
    }
}
