namespace FlextMonitor.Hub.Access;

/// <summary>One sign-in of one person or service. Its cookie or tokens name it, and open nothing any more once it has ended.</summary>
internal sealed class Session
{
    /// <summary>128 random bits in hexadecimal; the value of <see cref="AccessClaims.SessionId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string UserId { get; init; }

    /// <summary>The user's security stamp when it began: a changed password ends it.</summary>
    public required string SecurityStamp { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ends by itself (UTC).</summary>
    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When it was ended (UTC); null while it lives.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How often its refresh token was exchanged: only the newest is good.</summary>
    public int Rotation { get; set; }

    /// <summary>When its refresh token was last exchanged (UTC); null before the first time.</summary>
    public DateTimeOffset? RotatedAt { get; set; }
}
