using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// After authentication: a cookie or token whose session has ended is nobody's. What everybody may read is read as nobody, so that it needs no store:
/// whether the process lives must be told also while that fails.
/// </summary>
internal sealed class SessionCheck(Sessions sessions) : IMiddleware
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.User.Identity?.IsAuthenticated == true)
        {
            var result = context.Features.Get<IAuthenticateResultFeature>();
            if (IsForEverybody(context) || !await IsAliveAsync(context).ConfigureAwait(false))
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

    private static bool IsForEverybody(HttpContext context) =>
        context.Request.OnlyReads() && context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private async ValueTask<bool> IsAliveAsync(HttpContext context) =>
        context.User.FindFirstValue(AccessClaims.SessionId) is { } sessionId && await sessions.IsAliveAsync(sessionId, context.RequestAborted).ConfigureAwait(false);
}
