namespace FlextMonitor.Hub.Access.Persons;

/// <summary>A link with which one person sets a password, once. The secret in it is not stored.</summary>
internal sealed class OneTimeLink
{
    /// <summary>SHA-256 of its secret in hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The person.</summary>
    public required string UserId { get; init; }

    /// <summary>What it is for.</summary>
    public required LinkPurpose Purpose { get; init; }

    /// <summary>When it expires (UTC).</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether using it also makes the person an administrator, who may sign in again if disabled.</summary>
    public bool RestoresAdministrator { get; init; }
}
