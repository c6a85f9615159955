using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>
/// A service that brings a token of a provider. The token itself says what it permits, and until when; nothing of it is in the store. Its claims are replaced by the
/// monitor's own: a provider must not be able to name a session or a service token.
/// </summary>
internal static class JwtCaller
{
    /// <summary>Type of the identity.</summary>
    public const string AuthenticationType = JwtBearerDefaults.AuthenticationScheme;

    private const string Grants = "grants";
    private const string ExpiresAt = "expires";
    private const int LongestName = 256;

    /// <summary>The caller of a token that was checked.</summary>
    /// <param name="claims">The token's claims.</param>
    /// <param name="grants">What it permits.</param>
    /// <param name="expiresAt">When it expires (UTC).</param>
    public static ClaimsPrincipal Create(ProviderClaims claims, IReadOnlyList<Grant> grants, DateTimeOffset expiresAt)
    {
        var service = claims.First("azp", "client_id", "sub") ?? "";
        return new(new ClaimsIdentity(
            [
                new(ClaimTypes.Name, service.Cut(LongestName)),
                new(AccessClaims.ServiceId, $"{claims.First("iss")} {claims.First("sub") ?? service}"),
                new(Grants, GrantList.Write(grants)),
                new(ExpiresAt, expiresAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
            ],
            AuthenticationType));
    }

    /// <summary>The standing of such a service; <c>null</c> if the caller is none.</summary>
    public static Standing? StandingOf(ClaimsPrincipal caller, TimeProvider time) =>
        caller.Identity?.AuthenticationType != AuthenticationType ? null
        : long.TryParse(caller.FindFirstValue(ExpiresAt), NumberStyles.None, CultureInfo.InvariantCulture, out var expiresAt)
            && time.GetUtcNow().ToUnixTimeMilliseconds() < expiresAt
            && caller.FindFirstValue(Grants) is { } grants
                ? new Standing(Rights.Of(GrantList.Read(grants)))
                : Standing.Ended(CredentialsEnd.Expired);
}
