using System.Security.Claims;
using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Live;

/// <summary>Makes every connection of the hub a subscriber of the live state. SignalR's other features still work.</summary>
internal sealed class SubscriberLifetimeManager(
    FanOut fanOut,
    MessageEncoder encoder,
    SubscriberCloser closer,
    ICallerRights rights,
    RightsSweepSignal sweep,
    TimeProvider time,
    ILogger<DefaultHubLifetimeManager<DashboardHub>> logger) : DefaultHubLifetimeManager<DashboardHub>(logger)
{
    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        await base.OnConnectedAsync(connection).ConfigureAwait(false);
        var changes = sweep.Changes;
        var standing = await rights.FindAsync(connection.User, connection.ConnectionAborted).ConfigureAwait(false);
        if (RightsSweep.ReasonToRefuse(standing) is { } reason)
        {
            await closer.RefuseAsync(connection, reason).ConfigureAwait(false);
            return;
        }

        fanOut.Add(Subscribe(connection, standing.Rights));
        sweep.SetIfChangedSince(changes);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        fanOut.Remove(connection.ConnectionId);
        return base.OnDisconnectedAsync(connection);
    }

    private Subscriber Subscribe(HubConnectionContext connection, Rights permitted)
    {
        var request = connection.GetHttpContext();
        return new Subscriber(connection, encoder.NumberOf(connection.Protocol), permitted, fanOut.Signal)
        {
            ConnectedAt = time.GetUtcNow(),
            RemoteAddress = request?.Connection.RemoteIpAddress,
            SessionId = connection.User.FindFirstValue(AccessClaims.SessionId),
            ExpiresAt = request?.GetCredentialsExpiry(),
        };
    }
}
