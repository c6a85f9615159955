namespace FlextMonitor.Hub.Access.Passkeys;

/// <summary>A <see cref="PasskeyState"/> that was used, kept until it expires.</summary>
internal sealed class UsedState
{
    /// <summary>SHA-256 of it in hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>When it expires (UTC).</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
