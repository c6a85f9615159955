namespace FlextMonitor.Hub.Access;

/// <summary>The claims that FlextMonitor adds to a signed-in principal. They say who calls, not what that permits: see <see cref="ICallerRights"/>.</summary>
public static class AccessClaims
{
    /// <summary>The id of the session that the cookie or token belongs to. It is valid only while that session lives.</summary>
    public const string SessionId = "sid";

    /// <summary>The id of the service token that was sent. It is valid only while that token exists and has not expired.</summary>
    public const string TokenId = "tid";

    /// <summary>A service that brings a token of a provider: issuer and subject. It is valid until that token expires.</summary>
    internal const string ServiceId = "service";

    /// <summary>How often the session's refresh token had been exchanged when this token was issued.</summary>
    internal const string Rotation = "rotation";
}
