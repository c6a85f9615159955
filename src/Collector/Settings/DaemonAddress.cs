using System.Diagnostics.CodeAnalysis;

namespace FlextMonitor.Collector.Settings;

/// <summary>The address of a daemon: a host and port, or a Unix domain socket on this machine.</summary>
/// <param name="Url">The URL for HTTP/2; for a socket a placeholder.</param>
/// <param name="SocketPath">The socket's file; <c>null</c> for a host.</param>
internal sealed record DaemonAddress(Uri Url, string? SocketPath)
{
    private const string UnixScheme = "unix:";

    public bool IsTls => Url.Scheme == Uri.UriSchemeHttps;

    public static bool TryParse(string text, [NotNullWhen(true)] out DaemonAddress? address)
    {
        address = null;
        if (text.StartsWith(UnixScheme, StringComparison.OrdinalIgnoreCase))
        {
            var path = text[UnixScheme.Length..];
            address = Path.IsPathRooted(path) ? new DaemonAddress(new Uri("http://localhost"), path) : null;
        }
        else if (Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url is { Host.Length: > 0, PathAndQuery: "/", UserInfo: "", Fragment: "" })
        {
            address = new DaemonAddress(url, null);
        }

        return address is not null;
    }

    public static DaemonAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is not the address of a daemon.");
}
