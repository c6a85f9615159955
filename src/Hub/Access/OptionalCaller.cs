using System.Security.Claims;
using FlextMonitor.Hub.Access.Providers;
using FlextMonitor.Hub.Access.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Access;

/// <summary>Looks up who reads an endpoint that anyone may read, and that tells some callers more.</summary>
public static class OptionalCaller
{
    /// <summary>What the caller may do; nothing without valid credentials. Such a request counts as anonymous otherwise, so that it needs no store.</summary>
    /// <exception cref="RightsUnavailableException">The store is away.</exception>
    public static async Task<Rights> FindRightsOfCallerAsync(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        return await FindCallerAsync(context).ConfigureAwait(false) is { } caller
            ? (await context.RequestServices.GetRequiredService<ICallerRights>().FindAsync(caller, context.RequestAborted).ConfigureAwait(false)).Rights
            : Rights.None;
    }

    private static async Task<ClaimsPrincipal?> FindCallerAsync(HttpContext context) => RequestToken.SchemeOf(context) switch
    {
        TokenAuthentication.SchemeName => await TokenAuthentication.FindCallerAsync(context).ConfigureAwait(false),
        JwtScheme.Name => await JwtScheme.FindCallerAsync(context).ConfigureAwait(false),
        _ => (await context.AuthenticateAsync().ConfigureAwait(false)).Principal,
    };
}
