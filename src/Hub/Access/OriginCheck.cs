using FlextMonitor.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace FlextMonitor.Hub.Access;

/// <summary>Refuses cross-origin requests of a browser: connections to the hub, and changes that a cookie authorizes.</summary>
internal sealed class OriginCheck(Origins origins) : IMiddleware
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var refusal = context.Request.Path.StartsWithSegments(Routes.DashboardHub)
            ? RefuseHub(context.Request)
            : RefuseChange(context);
        return refusal is null
            ? next(context)
            : Results.Problem(refusal, statusCode: StatusCodes.Status403Forbidden, title: "Foreign origin").ExecuteAsync(context);
    }

    private string? RefuseHub(HttpRequest request) => origins.MayUseHub(request)
        ? null
        : $"Pages of '{request.Headers.Origin}' may not connect to this hub. An administrator can allow them with the setting {OriginOptions.Section}:{nameof(OriginOptions.AllowedOrigins)}.";

    private static string? RefuseChange(HttpContext context)
    {
        var request = context.Request;
        if (request.OnlyReads())
        {
            return null;
        }

        var ticket = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket;
        if (ticket?.AuthenticationScheme == IdentityConstants.ApplicationScheme)
        {
            return Origins.SaysSame(request)
                ? null
                : "A change with a session cookie must come from this host's own page: Origin or Sec-Fetch-Site must say same origin.";
        }

        // No cookie signs this request in, but the answer may set one.
        return ticket is null && Origins.SaysOther(request) ? "A page of another origin may not sign in here." : null;
    }
}
