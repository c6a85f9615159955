using System.Net;
using Microsoft.AspNetCore.Http.Connections;

namespace FlextMonitor.Hub.Live;

/// <summary>One open hub connection, as it stood when asked.</summary>
/// <param name="Id">SignalR's id of the connection, as the log names it.</param>
/// <param name="User">The e-mail address of the account; its name where it has none, null where the credentials name nobody.</param>
/// <param name="Transport">How it is carried.</param>
/// <param name="Protocol">What it speaks: <c>json</c> or <c>messagepack</c>.</param>
/// <param name="RemoteAddress">Where it connects from; null where the transport does not tell.</param>
/// <param name="ConnectedAt">When it connected (UTC).</param>
/// <param name="Paused">Whether it has asked to be sent nothing for now.</param>
/// <param name="Closing">Whether the hub is closing it.</param>
/// <param name="Watches">The daemons it has narrowed itself to, in ordinal order; empty: all.</param>
/// <param name="LagChanges">Changes of all daemons that it has not been sent, 0 or more.</param>
/// <param name="LagTime">How old what it has been sent is; zero where it lacks nothing.</param>
/// <param name="Writes">Writes handed to it, 0 or more; one may hold many messages.</param>
/// <param name="Bytes">Bytes of those, before framing, 0 or more.</param>
public sealed record SubscriberConnection(
    string Id,
    string? User,
    HttpTransportType Transport,
    string Protocol,
    IPAddress? RemoteAddress,
    DateTimeOffset ConnectedAt,
    bool Paused,
    bool Closing,
    IReadOnlyList<string> Watches,
    long LagChanges,
    TimeSpan LagTime,
    long Writes,
    long Bytes);
