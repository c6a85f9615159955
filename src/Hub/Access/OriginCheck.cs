using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access.Proxies;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace FlextMonitor.Hub.Access;

/// <summary>Refuses cross-origin requests of a browser: connections to the hub, sign-ins, and changes that a cookie authorizes.</summary>
internal sealed class OriginCheck(Origins origins, UnknownProxies proxies, RefusedOriginLog log) : IMiddleware
{
    private const string Setting = $"{OriginOptions.Section}:{nameof(OriginOptions.AllowedOrigins)}";

    private const string SchemeHint =
        $" If a proxy in front of this host terminates TLS, let it send X-Forwarded-Proto, and name it in the setting {ProxyOptions.KnownKey}.";

    private const string HostHint = " If it is this monitor's own page behind a proxy, let the proxy keep the Host header with its port.";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var refusal = context.Request.Path.StartsWithSegments(Routes.DashboardHub)
            ? RefuseHub(context)
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

    private string? RefuseHub(HttpContext context) => origins.MayUseHub(context.Request)
        ? null
        : $"Pages of '{Excerpt(context.Request)}' may not connect to this hub, which was reached as '{WebOrigin.Of(context.Request)}'. An administrator can allow them with the setting {Setting}.{Hint(context)}";

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
                : $"A change with a session cookie must come from this host's own page, '{WebOrigin.Of(request)}': Origin or Sec-Fetch-Site must say same origin, and Origin is '{Excerpt(request)}'.{Hint(context)}";
        }

        // No cookie signs this request in, but the answer may set one.
        return ticket is null && origins.SaysOther(request) && !MayTakeTokens(request)
            ? $"A page of another origin, '{Excerpt(request)}', may not sign in at '{WebOrigin.Of(request)}'. An administrator can allow it to sign in for tokens with the setting {Setting}.{Hint(context)}"
            : null;
    }

    // Tokens are in the answer's body, which only an allowed page can read. A cookie would be set for any page of this host.
    private bool MayTakeTokens(HttpRequest request) =>
        origins.IsAllowed(request)
        && (request.Path == Routes.Refresh || (request.Path == Routes.Login && !request.Query.ContainsKey("useCookies")));

    // Where the browser itself says that the page is another one, no proxy is to blame.
    private string Hint(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.ContainsKey("Sec-Fetch-Site") || !WebOrigin.TryParse(request.Headers.Origin.ToString(), out var origin))
        {
            return string.Empty;
        }

        return proxies.Hint(context) is { Length: > 0 } proxy ? proxy
            : WebOrigin.Of(request) is { } own && origin.Value.DiffersByScheme(own) ? SchemeHint : HostHint;
    }

    // The header comes from anyone and goes into an answer and the log.
    private static string Excerpt(HttpRequest request) => RefusedOriginLog.Excerpt(request.Headers.Origin.ToString());
}
