namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>A browser that a person wants to be told by.</summary>
internal sealed class PushSubscriptionRow
{
    /// <summary>The SHA-256 of <see cref="Endpoint"/> in hexadecimal.</summary>
    public required string Id { get; init; }

    public required string PersonId { get; set; }

    /// <summary>The address of the browser's push service for it. Everybody who knows it and the keys can write to the browser.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The browser's public key, in base64url.</summary>
    public required string P256dh { get; set; }

    /// <summary>The secret that the browser shares, in base64url.</summary>
    public required string Auth { get; set; }

    /// <summary>What the browser calls itself; may be empty.</summary>
    public required string UserAgent { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }
}
