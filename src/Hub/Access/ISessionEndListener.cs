namespace FlextMonitor.Hub.Access;

/// <summary>Is told when a session ends early, so that a room can stop what it does for that session. Register any number.</summary>
public interface ISessionEndListener
{
    /// <summary>
    /// Called once this process accepts the session no longer, or another process told that it has ended. Must return at once and must not throw. May be called more than once
    /// for one session. Sessions that expire are not reported, nor those that another process ends while Redis is away.
    /// </summary>
    /// <param name="sessionId">The value of <see cref="AccessClaims.SessionId"/>.</param>
    /// <param name="reason">Why the session ended.</param>
    void OnSessionEnded(string sessionId, SessionEndReason reason);
}
