namespace FlextMonitor.Hub.Access.Tokens;

/// <summary>Who a token is for.</summary>
internal enum TokenKind
{
    /// <summary>A service, which sends it with each request.</summary>
    Service,

    /// <summary>The browser of a wall screen, which exchanges it for a cookie once.</summary>
    Display,
}
