using FlextMonitor.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace FlextMonitor.Hub.Access;

/// <summary>Refuses cross-origin requests of a browser: connections to the hub, sign-ins, and changes that a cookie authorizes.</summary>
internal sealed class OriginCheck(Origins origins, RefusedOriginLog log) : IMiddleware
{
    private const string Setting = $"{OriginOptions.Section}:{nameof(OriginOptions.AllowedOrigins)}";

    private const string SchemeHint =
        " If a proxy in front of this host terminates TLS, let it send X-Forwarded-Proto, and set ASPNETCORE_FORWARDEDHEADERS_ENABLED=true.";

    private const string HostHint = " If it is this monitor's own page behind a proxy, let the proxy keep the Host header with its port.";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var refusal = context.Request.Path.StartsWithSegments(Routes.DashboardHub)
            ? RefuseHub(context.Request)
            : RefuseChange(context);
        if (refusal is null)
        {
            return next(context);
        }

        log.Note(context.Request.Headers.Origin.ToString(), refusal);
        return Results.Problem(
            refusal,
            statusCode: StatusCodes.Status403Forbidden,
            title: "Foreign origin",
            extensions: [new("code", RefusalCodes.OriginNotAllowed)]).ExecuteAsync(context);
    }

    private string? RefuseHub(HttpRequest request) => origins.MayUseHub(request)
        ? null
        : $"Pages of '{Excerpt(request)}' may not connect to this hub, which was reached as '{WebOrigin.Of(request)}'. An administrator can allow them with the setting {Setting}.{Hint(request)}";

    private string? RefuseChange(HttpContext context)
    {
        var request = context.Request;
        if (request.OnlyReads())
        {
            return null;
        }

        var ticket = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket;
        if (ticket?.AuthenticationScheme == IdentityConstants.ApplicationScheme)
        {
            return origins.SaysSame(request)
                ? null
                : $"A change with a session cookie must come from this host's own page, '{WebOrigin.Of(request)}': Origin or Sec-Fetch-Site must say same origin, and Origin is '{Excerpt(request)}'.{Hint(request)}";
        }

        // No cookie signs this request in, but the answer may set one.
        return ticket is null && origins.SaysOther(request) && !MayTakeTokens(request)
            ? $"A page of another origin, '{Excerpt(request)}', may not sign in at '{WebOrigin.Of(request)}'. An administrator can allow it to sign in for tokens with the setting {Setting}.{Hint(request)}"
            : null;
    }

    // Tokens are in the answer's body, which only an allowed page can read. A cookie would be set for any page of this host.
    private bool MayTakeTokens(HttpRequest request) =>
        origins.IsAllowed(request)
        && (request.Path == Routes.Refresh || (request.Path == Routes.Login && !request.Query.ContainsKey("useCookies")));

    // Where the browser itself says that the page is another one, no proxy is to blame.
    private static string Hint(HttpRequest request) =>
        request.Headers.ContainsKey("Sec-Fetch-Site") || !WebOrigin.TryParse(request.Headers.Origin.ToString(), out var origin)
            ? string.Empty
            : WebOrigin.Of(request) is { } own && origin.Value.DiffersByScheme(own) ? SchemeHint : HostHint;

    // The header comes from anyone and goes into an answer and the log.
    private static string Excerpt(HttpRequest request) => RefusedOriginLog.Excerpt(request.Headers.Origin.ToString());
}
