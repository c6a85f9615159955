using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FlextMonitor.Hub.Access;

/// <summary>Reads the origin of a browser's request from its headers.</summary>
internal sealed class Origins(IOptions<OriginOptions> options, PublicAddress address)
{
    private readonly HashSet<WebOrigin> _allowed = [.. options.Value.ReadOrigins()];

    /// <summary>Whether the headers name a page of this host.</summary>
    public bool SaysSame(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
            ? site == "same-origin"
            : address.IsOwn(request, request.Headers.Origin.ToString());

    /// <summary>Whether the headers name a page of another origin. Programs other than browsers send no such headers.</summary>
    public bool SaysOther(HttpRequest request) =>
        (request.Headers.ContainsKey("Sec-Fetch-Site") || request.Headers.ContainsKey(HeaderNames.Origin)) && !SaysSame(request);

    /// <summary>Whether the request may use the hub: it comes from no page, from a page of this host, or from an origin that the settings allow.</summary>
    public bool MayUseHub(HttpRequest request) =>
        request.Headers.Origin.ToString() is not { Length: > 0 }
        || SaysSame(request)
        || IsAllowed(request);

    /// <summary>Whether the request comes from a page of an origin that the settings allow.</summary>
    public bool IsAllowed(HttpRequest request) =>
        WebOrigin.TryParse(request.Headers.Origin.ToString(), out var origin) && _allowed.Contains(origin.Value);
}
