using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// When the credentials of a request expire. Kept in <see cref="HttpContext.Items"/>, because long polling continues with a copy of the first
/// request, which has the items but not the authentication result.
/// </summary>
internal static class CredentialsExpiry
{
    private static readonly object Key = new();

    /// <summary>Stores the time (UTC); <c>null</c> if the credentials do not expire.</summary>
    public static void SetCredentialsExpiry(this HttpContext context, DateTimeOffset? expiresAt) => context.Items[Key] = expiresAt;

    /// <summary>The time (UTC); <c>null</c> if the credentials do not expire, or nobody is signed in.</summary>
    public static DateTimeOffset? GetCredentialsExpiry(this HttpContext context) => context.Items.TryGetValue(Key, out var expiresAt) ? (DateTimeOffset?)expiresAt : null;
}
