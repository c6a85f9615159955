using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Hub.Live;

/// <summary>Closes the hub connections of a session that ends.</summary>
internal sealed class SessionConnectionCloser(ISubscriberConnections connections) : ISessionEndListener
{
    // Who is signed out must not come back. The browser whose session was renewed has the cookie of the new one already.
    public void OnSessionEnded(string sessionId, SessionEndReason reason) =>
        connections.CloseSession(sessionId, reason == SessionEndReason.Renewed ? ClosingReason.Restarting : ClosingReason.SignedOut);
}
