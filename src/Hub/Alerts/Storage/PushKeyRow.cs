namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>The keys by which push services know this monitor again. There is one row at most.</summary>
internal sealed class PushKeyRow
{
    public const int TheOnly = 1;

    public int Id { get; init; } = TheOnly;

    /// <summary>A point of P-256, uncompressed, in base64url.</summary>
    public required string PublicKey { get; set; }

    /// <summary>Its private key in base64url, encrypted.</summary>
    public required string PrivateKey { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }
}
