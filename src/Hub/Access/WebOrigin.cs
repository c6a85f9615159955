using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// Scheme, host and port of a page, in one spelling: lower case, international names in Punycode, without the dot that may end a full name, the port always
/// as a number. Browsers leave the scheme's default port out of <c>Origin</c>, and proxies may put it into <c>Host</c>.
/// </summary>
internal readonly record struct WebOrigin
{
    private WebOrigin(Uri address) => (Scheme, Host, Port) = (address.Scheme, address.IdnHost.TrimEnd('.'), address.Port);

    private string Scheme { get; }

    private string Host { get; }

    private int Port { get; }

    /// <summary>Reads what a browser sends, or what settings hold: scheme, host and perhaps port, without a path.</summary>
    /// <returns><c>false</c> if the text is no origin; <c>null</c>, which browsers send for a page without one, is not.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out WebOrigin? origin)
    {
        origin = Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address is { Scheme: "http" or "https", UserInfo: "", PathAndQuery: "/", Fragment: "" }
            && !text.EndsWith('/')
            && Uri.CheckHostName(address.IdnHost) != UriHostNameType.Unknown
            ? new WebOrigin(address)
            : null;
        return origin is not null;
    }

    /// <summary>The origin by which a request reached this host; <c>null</c> if its <c>Host</c> header names none.</summary>
    public static WebOrigin? Of(HttpRequest request) => TryParse($"{request.Scheme}://{request.Host}", out var origin) ? origin : null;

    /// <summary>Whether only the scheme, and with it the port, differs: what a proxy that terminates TLS causes.</summary>
    public bool DiffersByScheme(WebOrigin other) => Scheme != other.Scheme && Host == other.Host;

    /// <summary>As browsers write it.</summary>
    public override string ToString() => new UriBuilder(Scheme, Host, Port).Uri.GetLeftPart(UriPartial.Authority);
}
