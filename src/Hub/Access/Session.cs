namespace FlextMonitor.Hub.Access;

/// <summary>One sign-in of one person or service. Its cookie or tokens carry its id, and are invalid once it has ended.</summary>
internal sealed class Session
{
    /// <summary>128 random bits in hexadecimal; the value of <see cref="AccessClaims.SessionId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The user who signed in.</summary>
    public required string UserId { get; init; }

    /// <summary>The user's security stamp at the start. A new password changes the stamp, which ends the session.</summary>
    public required string SecurityStamp { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it expires (UTC).</summary>
    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When it was ended before it expired (UTC); <c>null</c> if it was not.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How often its refresh token was exchanged. Only the latest token is valid.</summary>
    public int Rotation { get; set; }

    /// <summary>When its refresh token was last exchanged (UTC); <c>null</c> before the first exchange.</summary>
    public DateTimeOffset? RotatedAt { get; set; }
}
