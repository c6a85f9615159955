using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access.Providers;
using FlextMonitor.Hub.Access.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;

namespace FlextMonitor.Hub.Access;

/// <summary>Finds the bearer token of a request, and the scheme that reads it.</summary>
internal static class RequestToken
{
    private const string Bearer = "Bearer ";

    /// <summary>The token in the header, or for the hub's WebSockets and event streams also in the query; <c>null</c> if there is none.</summary>
    public static string? Of(HttpRequest request) => InHeader(request) ?? InQueryOfHub(request);

    /// <summary>The scheme that authenticates a request.</summary>
    public static string SchemeOf(HttpContext context) => Of(context.Request) switch
    {
        null => IdentityConstants.ApplicationScheme,
        { } token when token.StartsWith(TokenText.Prefix, StringComparison.Ordinal) => TokenAuthentication.SchemeName,
        { } token when JwtScheme.Takes(context, token) => JwtScheme.Name,
        _ => IdentityConstants.BearerScheme,
    };

    // The handler takes the scheme's name in one spelling only, although its case does not matter (RFC 9110, 11.1).
    private static string? InHeader(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;

    // Browsers cannot set headers on a WebSocket or an EventSource, so the hub accepts the token in the query there. Nothing else does.
    private static string? InQueryOfHub(HttpRequest request) =>
        request.Path.StartsWithSegments(Routes.DashboardHub)
        && (IsWebSocket(request) || IsEventSource(request))
        && request.Query["access_token"].ToString() is { Length: > 0 } token ? token : null;

    // By an upgrade in HTTP/1.1, and by an extended CONNECT in HTTP/2 (RFC 8441).
    private static bool IsWebSocket(HttpRequest request) =>
        request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase)
        || request.HttpContext.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true;

    private static bool IsEventSource(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase));
}
