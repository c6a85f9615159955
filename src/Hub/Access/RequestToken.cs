using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace FlextMonitor.Hub.Access;

/// <summary>Finds the bearer token of a request, and the scheme that reads it.</summary>
internal static class RequestToken
{
    private const string Bearer = "Bearer ";

    /// <summary>The token in the header, or for the hub also in the query; <c>null</c> if there is none.</summary>
    public static string? Of(HttpRequest request) => InHeader(request) ?? InQueryOfHub(request);

    /// <summary>The scheme that authenticates a request.</summary>
    public static string SchemeOf(HttpContext context) => Of(context.Request) switch
    {
        null => IdentityConstants.ApplicationScheme,
        { } token when token.StartsWith(TokenText.Prefix, StringComparison.Ordinal) => TokenAuthentication.SchemeName,
        _ => IdentityConstants.BearerScheme,
    };

    // The handler takes the scheme's name in one spelling only, although its case does not matter (RFC 9110, 11.1).
    private static string? InHeader(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;

    // Browsers cannot set headers on a WebSocket, so the hub accepts the token in the query. No other endpoint does.
    private static string? InQueryOfHub(HttpRequest request) =>
        request.Path.StartsWithSegments(Routes.DashboardHub) && request.Query["access_token"].ToString() is { Length: > 0 } token ? token : null;
}
