using FlextMonitor.Hub.Access.Displays;

namespace FlextMonitor.Hub.Access.Tokens;

/// <summary>A token of a service. The token itself is shown once and not stored.</summary>
internal sealed class ServiceToken
{
    /// <summary>The longest <see cref="Name"/>, in characters.</summary>
    public const int LongestName = 100;

    /// <summary>64 random bits in hexadecimal.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for, in the words of the person who made it.</summary>
    public required string Name { get; init; }

    /// <summary>Who it is for.</summary>
    public TokenKind Kind { get; init; }

    /// <summary>SHA-256 of the token in hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>What it permits.</summary>
    public required IReadOnlyList<Grant> Grants { get; init; }

    /// <summary>What a wall screen shows, in the order of its turns; empty if it is bound to none, and for a service.</summary>
    public IReadOnlyList<DisplayDashboard> Dashboards { get; init; } = [];

    /// <summary>When it was made (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it: an e-mail address, or the name of a token.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it expires (UTC); <c>null</c> if it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was last used, to the minute (UTC); <c>null</c> if it never was.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>Whether it has expired.</summary>
    public bool HasExpired(TimeProvider time) => ExpiresAt <= time.GetUtcNow();
}
