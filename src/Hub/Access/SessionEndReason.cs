namespace FlextMonitor.Hub.Access;

/// <summary>Why a session ended before it expired.</summary>
public enum SessionEndReason
{
    /// <summary>The person or service signed out.</summary>
    SignedOut,

    /// <summary>A refresh token was used again, so it counts as stolen.</summary>
    RefreshTokenReused,
}
