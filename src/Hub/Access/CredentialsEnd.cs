namespace FlextMonitor.Hub.Access;

/// <summary>Why credentials are not valid any more.</summary>
public enum CredentialsEnd
{
    /// <summary>The session was ended or its password changed, the token was revoked, or the person was removed.</summary>
    SignedOut,

    /// <summary>The session or the token has expired.</summary>
    Expired,

    /// <summary>The person was disabled.</summary>
    Forbidden,
}
