using System.Security.Claims;

namespace FlextMonitor.Hub.Access;

/// <summary>Names the owner of what is counted or shared by person.</summary>
public static class CallerNames
{
    /// <summary>The person of a session, or the service token; <c>null</c> if the claims name neither.</summary>
    public static string? PersonOrToken(this ClaimsPrincipal caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.FindFirstValue(ClaimTypes.NameIdentifier) ?? caller.FindFirstValue(AccessClaims.TokenId);
    }

    /// <summary>The session or the service token; <c>null</c> if the claims name neither.</summary>
    public static string? SessionOrToken(this ClaimsPrincipal caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return Caller.Of(caller)?.Id;
    }
}
