using FlextMonitor.Contracts;
using FlextMonitor.Contracts.Wire;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Client.Connection;

/// <summary>Makes a <see cref="HubLink"/> for each attempt: what failed is not used again.</summary>
/// <param name="address">The monitor's address as a folder.</param>
/// <param name="options">The client's options.</param>
/// <param name="tokens">Provides the token of every request.</param>
/// <param name="unreadable">Notices messages that cannot be read.</param>
/// <param name="time">The clock.</param>
internal sealed class HubLinks(Uri address, MonitorClientOptions options, ITokens tokens, UnreadableMessages unreadable, TimeProvider time)
{
    /// <summary>The part of <see cref="MonitorClientOptions.Timeout"/> that a transport may take to open, unless it is the last one.</summary>
    private const int TransportShare = 3;

    /// <summary>How long the hub may take to answer the end of a connection that the client closes.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    private readonly IHubProtocol _protocol = options.Protocol?.Invoke() ?? Json();

    public HubLink Create(HttpTransportType transports)
    {
        TimeSpan? limit = transports == HttpTransportType.LongPolling ? null : options.Timeout / TransportShare;
        return new HubLink((answers, onClosing, lifetime) => Build(transports, answers, onClosing, lifetime), limit, CloseTimeout, time);
    }

    private static JsonHubProtocol Json()
    {
        var json = new JsonHubProtocolOptions();
        WireFormat.ConfigureJson(json.PayloadSerializerOptions);
        json.PayloadSerializerOptions.TypeInfoResolver = WireFormat.JsonTypes;
        return new JsonHubProtocol(Options.Create(json));
    }

    private HubConnection Build(HttpTransportType transports, ConnectAnswers answers, Action<Closing> onClosing, CancellationToken lifetime)
    {
        var builder = new HubConnectionBuilder().WithUrl(HubAddress.Hub(address), http => Configure(http, transports, answers, lifetime));
        builder.Services.AddSingleton<IHubProtocol>(new ObservedProtocol(_protocol, onClosing));
        builder.Services.AddSingleton<ILoggerFactory>(unreadable);
        return builder.Build();
    }

    private void Configure(HttpConnectionOptions http, HttpTransportType transports, ConnectAnswers answers, CancellationToken lifetime)
    {
        http.Transports = transports;
        http.CloseTimeout = CloseTimeout;
        http.AccessTokenProvider = async () => await tokens.GetAsync(lifetime).ConfigureAwait(false);
        http.HttpMessageHandlerFactory = answers.Observe;
    }
}
