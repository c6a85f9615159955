namespace FlextMonitor.Hub.Access;

/// <summary>Claims of our own on a signed-in principal.</summary>
public static class AccessClaims
{
    /// <summary>Which session the cookie or token belongs to; ending the session ends everything that carries it.</summary>
    public const string SessionId = "sid";

    /// <summary>Which exchange of the session's refresh token this came from.</summary>
    internal const string Rotation = "rotation";
}
