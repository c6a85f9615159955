using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// Runs after authentication. Treats a request as anonymous if its session has ended, and also if anyone may read what it asks for: such an
/// endpoint needs no store, so <c>/health/live</c> answers even while the store fails.
/// </summary>
internal sealed class SessionCheck(Sessions sessions) : IMiddleware
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.User.Identity?.IsAuthenticated == true)
        {
            var result = context.Features.Get<IAuthenticateResultFeature>();
            if (AllowsAnonymousRead(context) || !await IsAliveAsync(context).ConfigureAwait(false))
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
                result?.AuthenticateResult = AuthenticateResult.Fail("The session has ended, or was not asked for.");
            }
            else
            {
                context.SetCredentialsExpiry(result?.AuthenticateResult?.Properties?.ExpiresUtc);
            }
        }

        await next(context).ConfigureAwait(false);
    }

    private static bool AllowsAnonymousRead(HttpContext context) =>
        context.Request.OnlyReads() && context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private async ValueTask<bool> IsAliveAsync(HttpContext context) =>
        context.User.FindFirstValue(AccessClaims.SessionId) is { } sessionId && await sessions.IsAliveAsync(sessionId, context.RequestAborted).ConfigureAwait(false);
}
