using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// When the credentials of a request run out. Kept among its items, because long polling goes on with a copy of the first request, which has
/// these, but no result of the authentication.
/// </summary>
internal static class CredentialsExpiry
{
    private static readonly object Key = new();

    /// <summary>Notes it (UTC); null: they do not run out.</summary>
    public static void SetCredentialsExpiry(this HttpContext context, DateTimeOffset? expiresAt) => context.Items[Key] = expiresAt;

    /// <summary>When they run out (UTC); null where they do not, or nobody is signed in.</summary>
    public static DateTimeOffset? GetCredentialsExpiry(this HttpContext context) => context.Items.TryGetValue(Key, out var expiresAt) ? (DateTimeOffset?)expiresAt : null;
}
