using FlextMonitor.Hub.Live;
using Microsoft.AspNetCore.Http.Connections;

namespace FlextMonitor.Hub.Connections;

/// <summary>One open hub connection.</summary>
/// <param name="Id">The id of the connection, as the log names it.</param>
/// <param name="User">The e-mail address of the account; its name where it has none, null where the credentials name nobody.</param>
/// <param name="Transport">How it is carried: <c>webSockets</c>, <c>serverSentEvents</c> or <c>longPolling</c>; <c>none</c> before that is settled.</param>
/// <param name="Protocol">What it speaks: <c>json</c> or <c>messagepack</c>.</param>
/// <param name="RemoteAddress">The IP address that it connects from; null where the transport does not tell.</param>
/// <param name="ConnectedAt">When it connected (UTC).</param>
/// <param name="Paused">Whether it has asked to be sent nothing for now.</param>
/// <param name="Closing">Whether the hub is closing it.</param>
/// <param name="Watches">The daemons it has narrowed itself to, in ordinal order; empty: all.</param>
/// <param name="LagChanges">Changes of all daemons that it has not been sent, 0 or more.</param>
/// <param name="LagSeconds">How old what it has been sent is, in seconds with milliseconds; 0 where it lacks nothing.</param>
/// <param name="Writes">Writes handed to it, 0 or more; one may hold many messages.</param>
/// <param name="BytesSent">Bytes of those, before framing, 0 or more.</param>
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
        Word(connection.Transport),
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

    private static string Word(HttpTransportType transport) => transport switch
    {
        HttpTransportType.WebSockets => "webSockets",
        HttpTransportType.ServerSentEvents => "serverSentEvents",
        HttpTransportType.LongPolling => "longPolling",
        _ => "none",
    };
}
