using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Pages;

/// <summary>Sets the headers by which a browser restricts what a page may do, on every answer.</summary>
internal sealed class SecurityHeaders(IOptions<PageOptions> page) : IMiddleware
{
    /// <summary>A year. Not for names of this machine, which other programs use without HTTPS.</summary>
    private const string HttpsOnly = "max-age=31536000; includeSubDomains";

    private static readonly string[] NamesOfThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    private readonly string _policy = PolicyWith(page.Value.AssetsOrigin);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // At the last moment, because the exception handler clears headers that were set before.
        context.Response.OnStarting(Set, (context, _policy));
        return next(context);
    }

    private static Task Set(object state)
    {
        var (context, policy) = ((HttpContext, string))state;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (context.Request.IsHttps && !NamesOfThisMachine.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase))
        {
            headers.StrictTransportSecurity = HttpsOnly;
        }

        return Task.CompletedTask;
    }

    private static string PolicyWith(string? assetsOrigin)
    {
        var sources = assetsOrigin is null ? "'self'" : $"'self' {assetsOrigin}";
        return $"default-src {sources}; img-src {sources} data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }
}
