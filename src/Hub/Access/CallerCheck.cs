using System.Security.Claims;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// Runs after authentication and looks up what the caller may do. Treats a request as anonymous if its session or token is not valid any more, and also
/// if anyone may read what it asks for: such an endpoint needs no store, so <c>/health/live</c> answers even while the store fails.
/// </summary>
internal sealed class CallerCheck(ICallerRights rights) : IMiddleware
{
    /// <summary>The header of requests that a page sends by itself, without anybody having done something.</summary>
    public const string BackgroundHeader = "X-FlextMonitor-Background";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.User.Identity?.IsAuthenticated == true)
        {
            await CheckAsync(context).ConfigureAwait(false);
        }

        await next(context).ConfigureAwait(false);
    }

    private async Task CheckAsync(HttpContext context)
    {
        var result = context.Features.Get<IAuthenticateResultFeature>();
        if (AllowsAnonymousRead(context) || await rights.FindAsync(context.User, context.RequestAborted).ConfigureAwait(false) is not { End: null } standing)
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
            result?.AuthenticateResult = AuthenticateResult.Fail("The session or token is not valid any more, or was not asked for.");
            return;
        }

        standing.Rights.SetFor(context);
        context.SetCredentialsExpiry(result?.AuthenticateResult?.Properties?.ExpiresUtc);
        if (IsUse(context))
        {
            await rights.NoteUseAsync(context.User, IsByCookie(context), context.RequestAborted).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a request only reads what anyone may read, and so counts as anonymous.</summary>
    public static bool AllowsAnonymousRead(HttpContext context) =>
        context.Request.OnlyReads() && context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    // A page that is left open keeps its connection and opens it again, and asks for what it shows. That must not keep a browser's session from expiring unused.
    private static bool IsUse(HttpContext context) =>
        !(context.Request.Path.StartsWithSegments(Routes.DashboardHub) || context.Request.Headers.ContainsKey(BackgroundHeader))
        || !IsByCookie(context)
        || Caller.Of(context.User)?.Kind == CallerKind.Token;

    private static bool IsByCookie(HttpContext context) =>
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket?.AuthenticationScheme == IdentityConstants.ApplicationScheme;
}
