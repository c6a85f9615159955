using System.Security.Claims;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Live;

/// <summary>Makes every connection of the hub a subscriber of the live state. SignalR's other features still work.</summary>
internal sealed class SubscriberLifetimeManager(
    FanOut fanOut,
    MessageEncoder encoder,
    SubscriberCloser closer,
    TimeProvider time,
    ILogger<DefaultHubLifetimeManager<DashboardHub>> logger) : DefaultHubLifetimeManager<DashboardHub>(logger)
{
    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        await base.OnConnectedAsync(connection).ConfigureAwait(false);
        if (!Roles.Includes(connection.User, Roles.Viewer))
        {
            await closer.RefuseAsync(connection, ClosingReason.Forbidden).ConfigureAwait(false);
            return;
        }

        var request = connection.GetHttpContext();
        fanOut.Add(new Subscriber(connection, encoder.NumberOf(connection.Protocol), fanOut.Signal)
        {
            ConnectedAt = time.GetUtcNow(),
            RemoteAddress = request?.Connection.RemoteIpAddress,
            SessionId = connection.User.FindFirstValue(AccessClaims.SessionId),
            ExpiresAt = request?.GetCredentialsExpiry(),
        });
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        fanOut.Remove(connection.ConnectionId);
        return base.OnDisconnectedAsync(connection);
    }
}
