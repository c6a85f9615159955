using FlextMonitor.Hub.Live;
using Microsoft.AspNetCore.Http.Connections;

namespace FlextMonitor.Hub.Connections;

/// <summary>One open hub connection.</summary>
/// <param name="Id">The id of the connection, as in the log.</param>
/// <param name="User">The e-mail address of the account, or its name if it has no address; <c>null</c> if the credentials name no account.</param>
/// <param name="Transport">The transport: <c>webSockets</c>, <c>serverSentEvents</c> or <c>longPolling</c>; <c>none</c> before it is negotiated.</param>
/// <param name="Protocol">The hub protocol: <c>json</c> or <c>messagepack</c>.</param>
/// <param name="RemoteAddress">The IP address of the client; <c>null</c> if the transport does not know it.</param>
/// <param name="ConnectedAt">When it connected (UTC).</param>
/// <param name="Paused">Whether the subscriber has paused its updates.</param>
/// <param name="Closing">Whether the hub is closing it.</param>
/// <param name="Watches">The daemons that it subscribes to, in ordinal order. Empty if it subscribes to all.</param>
/// <param name="LagChanges">How many changes of all daemons it has not been sent, 0 or more.</param>
/// <param name="LagSeconds">The age of the last state that it was sent, in seconds with milliseconds; 0 if it has every change.</param>
/// <param name="Writes">How many writes it was sent, 0 or more. One write may hold many messages.</param>
/// <param name="BytesSent">How many bytes those writes held, before framing, 0 or more.</param>
public sealed record ConnectionResponse(
    string Id,
    string? User,
    string Transport,
    string Protocol,
    string? RemoteAddress,
    DateTimeOffset ConnectedAt,
    bool Paused,
    bool Closing,
    IReadOnlyList<string> Watches,
    long LagChanges,
    double LagSeconds,
    long Writes,
    long BytesSent)
{
    internal static ConnectionResponse Of(SubscriberConnection connection) => new(
        connection.Id,
        connection.User,
        TransportName(connection.Transport),
        connection.Protocol,
        connection.RemoteAddress?.ToString(),
        connection.ConnectedAt,
        connection.Paused,
        connection.Closing,
        connection.Watches,
        connection.LagChanges,
        Math.Round(connection.LagTime.TotalSeconds, 3),
        connection.Writes,
        connection.Bytes);

    private static string TransportName(HttpTransportType transport) => transport switch
    {
        HttpTransportType.WebSockets => "webSockets",
        HttpTransportType.ServerSentEvents => "serverSentEvents",
        HttpTransportType.LongPolling => "longPolling",
        _ => "none",
    };
}
