using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Live;

/// <summary>Access for other rooms to the open hub connections.</summary>
public interface ISubscriberConnections
{
    /// <summary>The number of open connections.</summary>
    int Count { get; }

    /// <summary>The open connections, in no particular order.</summary>
    IReadOnlyList<SubscriberConnection> List();

    /// <summary>Notifies every connection of a session of the reason and closes it. Returns at once; closing continues in the background.</summary>
    /// <param name="sessionId">The <see cref="Access.AccessClaims.SessionId"/> of the connections to close.</param>
    /// <param name="reason">The reason that the subscriber receives.</param>
    void CloseSession(string sessionId, ClosingReason reason);
}
