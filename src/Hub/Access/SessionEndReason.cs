namespace FlextMonitor.Hub.Access;

/// <summary>Why a session ended before it expired.</summary>
public enum SessionEndReason
{
    /// <summary>The person or service signed out.</summary>
    SignedOut,

    /// <summary>A refresh token was used again, so it counts as stolen.</summary>
    RefreshTokenReused,

    /// <summary>The same browser signed in again.</summary>
    Replaced,

    /// <summary>The person proved their identity, and goes on with a session that this browser alone has.</summary>
    Renewed,

    /// <summary>The person has more sessions than allowed, and this is the oldest.</summary>
    TooMany,

    /// <summary>The provider that began it does not confirm it any more.</summary>
    RefusedByProvider,

    /// <summary>The person, or an administrator, ended it from another session.</summary>
    EndedByOther,
}
