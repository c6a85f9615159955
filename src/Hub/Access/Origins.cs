using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FlextMonitor.Hub.Access;

/// <summary>Tells where a browser's request comes from.</summary>
internal sealed class Origins(IOptions<OriginOptions> options)
{
    /// <summary>Whether the request says that it comes from a page of this host.</summary>
    public static bool SaysSame(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
            ? site == "same-origin"
            : IsOwn(request, request.Headers.Origin.ToString());

    /// <summary>Whether the request says that it comes from elsewhere. Programs that are no browsers say nothing.</summary>
    public static bool SaysOther(HttpRequest request) =>
        (request.Headers.ContainsKey("Sec-Fetch-Site") || request.Headers.ContainsKey(HeaderNames.Origin)) && !SaysSame(request);

    /// <summary>Whether the hub may be used from where the request comes: no page at all, a page of this host, or one that the settings name.</summary>
    public bool MayUseHub(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || IsOwn(request, origin) || options.Value.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);
    }

    private static bool IsOwn(HttpRequest request, string origin) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
