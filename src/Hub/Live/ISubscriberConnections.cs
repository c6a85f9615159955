using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Live;

/// <summary>The open hub connections, as far as other rooms may act on them.</summary>
public interface ISubscriberConnections
{
    /// <summary>How many are open now.</summary>
    int Count { get; }

    /// <summary>Those that are open now, in no order.</summary>
    IReadOnlyList<SubscriberConnection> List();

    /// <summary>Tells every connection of a session why, and closes it. Returns at once; the closing goes on by itself.</summary>
    /// <param name="sessionId">The <see cref="Access.AccessClaims.SessionId"/> of the connections to close.</param>
    /// <param name="reason">What the subscriber is told.</param>
    void CloseSession(string sessionId, ClosingReason reason);
}
