using System.Security.Claims;

namespace FlextMonitor.Hub.Access;

/// <summary>Names callers: for people to read, and as the owner of what is counted or shared by person.</summary>
public static class CallerNames
{
    /// <summary>The e-mail address of a person, or the name of a token; <c>null</c> if the claims name neither. Different callers may have the same.</summary>
    public static string? NameOf(this ClaimsPrincipal caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.FindFirstValue(ClaimTypes.Email) ?? caller.Identity?.Name;
    }

    /// <summary>The person of a session, or the service by its token; <c>null</c> if the claims name neither.</summary>
    public static string? PersonOrToken(this ClaimsPrincipal caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.FindFirstValue(ClaimTypes.NameIdentifier) ?? caller.FindFirstValue(AccessClaims.TokenId) ?? caller.FindFirstValue(AccessClaims.ServiceId);
    }

    /// <summary>The session, or the service by its token; <c>null</c> if the claims name neither.</summary>
    public static string? SessionOrToken(this ClaimsPrincipal caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return Caller.Of(caller)?.Id ?? caller.FindFirstValue(AccessClaims.ServiceId);
    }
}
