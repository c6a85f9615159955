namespace FlextMonitor.Hub.Access;

/// <summary>A one-time link that sets up the first administrator. Each process prints one of its own; the first that is used makes all of them invalid.</summary>
internal sealed class SetupLink
{
    /// <summary>Of <see cref="Node"/>, in characters.</summary>
    public const int LongestNode = 64;

    /// <summary>SHA-256 of its secret, hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The process that printed it; empty where one is alone. Its next start replaces it.</summary>
    public required string Node { get; init; }

    /// <summary>When somebody began to use one of the links; null while they are good.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
