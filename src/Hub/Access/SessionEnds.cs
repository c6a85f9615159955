using System.Globalization;
using FlextMonitor.Collector.Cluster;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Access;

/// <summary>Tells the listeners of all processes that a session ends. A process that does not hear it sees it in the store (<see cref="ICallerRights"/>).</summary>
internal sealed partial class SessionEnds(IEnumerable<ISessionEndListener> listeners, RightsChanges changes, ILogger<SessionEnds> logger, ClusterSignals? signals = null)
{
    /// <summary>Begins to hear the other processes.</summary>
    public void Listen() => signals?.Listen(ClusterTopics.SessionEnded, Hear);

    /// <summary>Tells them.</summary>
    public void Tell(string sessionId, SessionEndReason reason)
    {
        TellHere(sessionId, reason);
        signals?.SendToOthers(ClusterTopics.SessionEnded, string.Create(CultureInfo.InvariantCulture, $"{sessionId} {reason}"));
    }

    private void Hear(string text)
    {
        // A newer release may have further reasons.
        if (text.Split(' ') is [var sessionId, var name, ..])
        {
            changes.Forget(new Caller(CallerKind.Session, sessionId));
            TellHere(sessionId, Enum.TryParse<SessionEndReason>(name, out var reason) ? reason : SessionEndReason.SignedOut);
        }
    }

    private void TellHere(string sessionId, SessionEndReason reason)
    {
        foreach (var listener in listeners)
        {
            Tell(listener, sessionId, reason);
        }
    }

    private void Tell(ISessionEndListener listener, string sessionId, SessionEndReason reason)
    {
        try
        {
            listener.OnSessionEnded(sessionId, reason);
        }
        catch (Exception exception)
        {
            // The session has ended. The caller and the other listeners do not depend on this one.
            Log.ListenerFailed(logger, exception, listener.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2062, LogLevel.Error, "{Listener} failed when a session ended")]
        public static partial void ListenerFailed(ILogger logger, Exception exception, string listener);
    }
}
