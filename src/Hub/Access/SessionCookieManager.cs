using System.Globalization;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// Names the session cookie after scheme and port, because browsers send cookies of one port to every other of the same host: two monitors there would
/// sign each other out. Under HTTPS a prefix binds the cookie to this host (<c>__Host-</c>), or below a path of a proxy at least to HTTPS
/// (<c>__Secure-</c>); under plain HTTP browsers refuse both. Sessions under the name without port, which 0.1.0 gave, go on.
/// </summary>
internal sealed class SessionCookieManager : ICookieManager
{
    private readonly ChunkingCookieManager _inner = new();

    public string? GetRequestCookie(HttpContext context, string key) =>
        _inner.GetRequestCookie(context, Name(context.Request, key)) ?? _inner.GetRequestCookie(context, NameWithoutPort(context.Request, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _inner.AppendResponseCookie(context, Name(context.Request, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options)
    {
        var name = Name(context.Request, key);

        // One without port may belong to another monitor. It is this one's if it signed the caller in.
        _inner.DeleteCookie(context, _inner.GetRequestCookie(context, name) is null ? NameWithoutPort(context.Request, key) : name, options);
    }

    private static string Name(HttpRequest request, string key) => request.Host.Port is { } port && port != DefaultPort(request)
        ? string.Create(CultureInfo.InvariantCulture, $"{NameWithoutPort(request, key)}-{port}")
        : NameWithoutPort(request, key);

    private static string NameWithoutPort(HttpRequest request, string key) => (request.IsHttps, request.PathBase.HasValue) switch
    {
        (true, false) => $"__Host-{key}",
        (true, true) => $"__Secure-{key}",
        _ => key,
    };

    private static int DefaultPort(HttpRequest request) => request.IsHttps ? 443 : 80;
}
