namespace FlextMonitor.Hub.Access;

/// <summary>Is told when a session of this process ends early, so that a room can stop what it does for that session. Register any number.</summary>
public interface ISessionEndListener
{
    /// <summary>
    /// Called after the end is stored and nothing accepts the session any more. Must return at once and must not throw. May be called more than once
    /// for one session. Sessions that expire, or that another process ends, are not reported.
    /// </summary>
    /// <param name="sessionId">The value of <see cref="AccessClaims.SessionId"/>.</param>
    /// <param name="reason">Why the session ended.</param>
    void OnSessionEnded(string sessionId, SessionEndReason reason);
}
