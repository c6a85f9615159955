namespace FlextMonitor.Hub.Access;

/// <summary>One sign-in of one person or service. Its cookie or tokens carry its id, and are invalid once it has ended.</summary>
internal sealed class Session
{
    /// <summary>128 random bits in hexadecimal; the value of <see cref="AccessClaims.SessionId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The person who signed in.</summary>
    public required string UserId { get; init; }

    /// <summary>The person's security stamp at the start. A new password changes the stamp, which ends the session.</summary>
    public required string SecurityStamp { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it expires, however much it is used (UTC).</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How the person signed in, one of <see cref="SignInMethods"/>; <c>null</c> if it began before this was recorded.</summary>
    public string? Method { get; set; }

    /// <summary>When the person last proved their identity in it (UTC); <c>null</c> if only at the start.</summary>
    public DateTimeOffset? AuthenticatedAt { get; set; }

    /// <summary>When the provider that began it last confirmed what the person may do (UTC); <c>null</c> if no provider began it.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>When it was ended before it expired (UTC); <c>null</c> if it was not.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Whether it is a browser's, with a cookie, and so expires if nobody uses it.</summary>
    public bool IsBrowser { get; init; }

    /// <summary>When it was last used, to the minute (UTC); <c>null</c> if it began before this was recorded.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>What the program that signed in called itself (<c>User-Agent</c>), at most <see cref="LongestDevice"/> characters; <c>null</c> if it did not.</summary>
    public string? Device { get; init; }

    /// <summary>The address that it was begun from; <c>null</c> if unknown.</summary>
    public string? Address { get; init; }

    /// <summary>How often its refresh token was exchanged. Only the latest token is valid.</summary>
    public int Rotation { get; set; }

    /// <summary>When its refresh token was last exchanged (UTC); <c>null</c> before the first exchange.</summary>
    public DateTimeOffset? RotatedAt { get; set; }

    /// <summary>Who exchanged it last: address and device.</summary>
    public string? RotatedBy { get; set; }

    /// <summary>The longest <see cref="Device"/> that is stored.</summary>
    public const int LongestDevice = 256;
}
