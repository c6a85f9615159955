namespace FlextMonitor.Hub.Access.Providers;

/// <summary>With what, and when, the provider is asked whether the rights of a session still hold.</summary>
internal sealed class ProviderSession
{
    /// <summary>The session.</summary>
    public required string SessionId { get; init; }

    /// <summary>The refresh token, encrypted with the data-protection keys.</summary>
    public required string RefreshToken { get; set; }

    /// <summary>Whether an ID token named the roles at the sign-in, so that a confirmation without one says nothing.</summary>
    public required bool NeedsIdToken { get; init; }

    /// <summary>When to ask next (UTC). A process that asks moves it first, so that no other one asks at the same time.</summary>
    public required DateTimeOffset DueAt { get; set; }
}
