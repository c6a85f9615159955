namespace FlextMonitor.Hub.Access.Displays;

/// <summary>A code that a wall screen shows until an administrator confirms it.</summary>
internal sealed class DisplayCode
{
    /// <summary>Six digits.</summary>
    public required string Code { get; init; }

    /// <summary>SHA-256 of the secret with which the screen asks, in hexadecimal.</summary>
    public required string SecretHash { get; init; }

    /// <summary>When it expires (UTC).</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The address of the screen; <c>null</c> if unknown.</summary>
    public string? Address { get; init; }

    /// <summary>The display token that it was confirmed for; <c>null</c> until then.</summary>
    public string? TokenId { get; set; }
}
