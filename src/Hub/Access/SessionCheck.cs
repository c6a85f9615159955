using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access;

/// <summary>After authentication: a cookie or token whose session has ended is nobody's.</summary>
internal sealed class SessionCheck(Sessions sessions) : IMiddleware
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.User.Identity?.IsAuthenticated == true)
        {
            var sessionId = context.User.FindFirstValue(AccessClaims.SessionId);
            if (sessionId is null || !await sessions.IsAliveAsync(sessionId, context.RequestAborted).ConfigureAwait(false))
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
                if (context.Features.Get<IAuthenticateResultFeature>() is { } result)
                {
                    result.AuthenticateResult = AuthenticateResult.Fail("The session has ended.");
                }
            }
        }

        await next(context).ConfigureAwait(false);
    }
}
