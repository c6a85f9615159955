using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace FlextMonitor.Hub.Access.Displays;

/// <summary>Recognizes wall screens: their cookie names a token in place of a session.</summary>
internal static class DisplayCaller
{
    public static bool IsDisplay(this ClaimsPrincipal user) =>
        user.Identity?.AuthenticationType == IdentityConstants.ApplicationScheme && user.HasClaim(claim => claim.Type == AccessClaims.TokenId);
}
