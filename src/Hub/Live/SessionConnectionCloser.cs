using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Hub.Live;

/// <summary>Closes the hub connections of a session that ends.</summary>
internal sealed class SessionConnectionCloser(ISubscriberConnections connections) : ISessionEndListener
{
    // Whatever the reason: who is signed out must not come back, and that is all that the subscriber can act on.
    public void OnSessionEnded(string sessionId, SessionEndReason reason) => connections.CloseSession(sessionId, ClosingReason.SignedOut);
}
