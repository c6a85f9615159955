using System.Text.Json.Serialization;

namespace FlextMonitor.Hub.Alerts.Push;

/// <summary>What a browser's <c>PushSubscription.toJSON()</c> makes.</summary>
/// <param name="Endpoint">The address of its push service for it.</param>
/// <param name="Keys">Its keys.</param>
internal sealed record PushRequest(string? Endpoint, PushRequestKeys? Keys)
{
    /// <summary>Only the name of the type, so that no secret reaches a log.</summary>
    public override string ToString() => nameof(PushRequest);
}

/// <summary>The keys of a subscription.</summary>
/// <param name="P256dh">The browser's public key, in base64url.</param>
/// <param name="Auth">The secret that it shares, in base64url.</param>
internal sealed record PushRequestKeys([property: JsonPropertyName("p256dh")] string? P256dh, string? Auth)
{
    /// <summary>Only the name of the type, so that no secret reaches a log.</summary>
    public override string ToString() => nameof(PushRequestKeys);
}

/// <summary>Whether and how browsers can be told.</summary>
/// <param name="PublicKey">The key that a browser subscribes with (<c>applicationServerKey</c>), in base64url.</param>
/// <param name="CanSubscribe">Whether a browser at this address can subscribe.</param>
/// <param name="Reason">Why it cannot; <c>null</c> if it can.</param>
/// <param name="Subscriptions">One's own browsers, the newest first; may be empty.</param>
internal sealed record PushResponse(string PublicKey, bool CanSubscribe, string? Reason, IReadOnlyList<PushSubscriptionResponse> Subscriptions);

/// <summary>A browser that is told.</summary>
/// <param name="Id">Its id: the SHA-256 of its endpoint in hexadecimal.</param>
/// <param name="UserAgent">What it called itself; may be empty.</param>
/// <param name="CreatedAt">Since when it is told (UTC).</param>
internal sealed record PushSubscriptionResponse(string Id, string UserAgent, DateTimeOffset CreatedAt);
