using System.Net;
using Microsoft.AspNetCore.Http.Connections;

namespace FlextMonitor.Hub.Live;

/// <summary>One open hub connection at the moment of the request.</summary>
/// <param name="Id">SignalR's id of the connection, which also appears in the log.</param>
/// <param name="User">The e-mail address of the account; its name if it has none; null if the credentials name no account.</param>
/// <param name="Transport">The transport, such as WebSockets.</param>
/// <param name="Protocol"><c>json</c> or <c>messagepack</c>.</param>
/// <param name="RemoteAddress">The remote address; null if the transport reports none.</param>
/// <param name="ConnectedAt">When it connected (UTC).</param>
/// <param name="Paused">Whether the subscriber has paused sending.</param>
/// <param name="Closing">Whether the hub is closing it.</param>
/// <param name="Watches">The daemons that the subscriber has narrowed the connection to, in ordinal order; empty means all.</param>
/// <param name="LagChanges">Changes of all daemons that have not been sent to it, 0 or more.</param>
/// <param name="LagTime">The age of what it has been sent; zero if it is up to date.</param>
/// <param name="Writes">The number of writes to it, 0 or more. One write may contain many messages.</param>
/// <param name="Bytes">The bytes of these writes, before framing, 0 or more.</param>
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
