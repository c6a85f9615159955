using System.Globalization;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// Names the session cookie after scheme, port and <c>PathBase</c>. Browsers send cookies of one port to every other of the same host, and those of a path
/// to all paths below it: two monitors there would sign each other out. Under HTTPS a prefix binds the cookie to this host (<c>__Host-</c>), or below a
/// path of a proxy at least to HTTPS (<c>__Secure-</c>); under plain HTTP browsers refuse both. Sessions under the name that 0.1.0 gave go on.
/// </summary>
internal sealed class SessionCookieManager : ICookieManager
{
    private readonly ChunkingCookieManager _inner = new();

    public string? GetRequestCookie(HttpContext context, string key) =>
        _inner.GetRequestCookie(context, Name(context.Request, key))
        ?? (FormerName(context.Request, key) is { } former ? _inner.GetRequestCookie(context, former) : null);

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _inner.AppendResponseCookie(context, Name(context.Request, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        _inner.DeleteCookie(context, Name(context.Request, key), options);

    /// <summary>
    /// Moves a session that came under the former name to its own. Call it only for a cookie that this monitor issued: one under the former name may
    /// belong to another monitor.
    /// </summary>
    public void MoveFromFormerName(HttpContext context, string key, CookieOptions options)
    {
        var name = Name(context.Request, key);
        if (FormerName(context.Request, key) is not { } former
            || _inner.GetRequestCookie(context, name) is not null
            || _inner.GetRequestCookie(context, former) is not { } value)
        {
            return;
        }

        // At the end, because this very request may sign in or out.
        context.Response.OnStarting(() =>
        {
            if (!Sets(context.Response, name))
            {
                _inner.AppendResponseCookie(context, name, value, options);
            }

            _inner.DeleteCookie(context, former, options);
            return Task.CompletedTask;
        });
    }

    private static bool Sets(HttpResponse response, string name) =>
        response.Headers[HeaderNames.SetCookie].Any(cookie => cookie?.StartsWith($"{name}=", StringComparison.Ordinal) == true);

    // No setting can contain a tilde in its path, so that /a/b and /a-b differ.
    private static string Name(HttpRequest request, string key) =>
        $"{Prefix(request)}{key}{Port(request)}{request.PathBase.Value?.Replace('/', '~')}";

    /// <summary>The name that 0.1.0 gave; <c>null</c> if that is still the name, or below a path, which 0.1.0 could not serve.</summary>
    private static string? FormerName(HttpRequest request, string key) =>
        request.PathBase.HasValue || Port(request).Length == 0 ? null : $"{Prefix(request)}{key}";

    /// <summary>The prefix that binds a cookie of this request as tightly as browsers can.</summary>
    public static string Prefix(HttpRequest request) => (request.IsHttps, request.PathBase.HasValue) switch
    {
        (true, false) => "__Host-",
        (true, true) => "__Secure-",
        _ => string.Empty,
    };

    private static string Port(HttpRequest request) => request.Host.Port is { } port && port != (request.IsHttps ? 443 : 80)
        ? string.Create(CultureInfo.InvariantCulture, $"-{port}")
        : string.Empty;
}
