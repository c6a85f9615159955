namespace FlextMonitor.Collector.Connection;

/// <summary>
/// The first bytes from the other side show that it is not a daemon, or not reachable this way. The transport's own message does not
/// help a person to fix that.
/// </summary>
/// <param name="message">What the other side is, for a person to act on.</param>
/// <param name="seen">The first bytes, for the log.</param>
internal sealed class ForeignProtocolException(string message, string seen) : IOException(message)
{
    public const string WebServer = "The server at this address is a web server (HTTP/1.1), not a gRPC daemon";

    private const int MaxSeenBytes = 16;

    // RFC 8446, section 6 and appendix B: the record type of an alert, the major version of all TLS versions, and the alert for a refused HTTP/2 (ALPN).
    private const byte Alert = 21;
    private const byte Version = 3;
    private const byte NoApplicationProtocol = 120;

    public string Seen => seen;

    /// <summary>The error that the first bytes indicate; null if a daemon may have sent them.</summary>
    public static ForeignProtocolException? Of(ReadOnlySpan<byte> first, bool isTls)
    {
        var message = isTls ? OfTls(first) : OfPlain(first);
        return message is null ? null : new ForeignProtocolException(message, $"it began with {Convert.ToHexString(first[..Math.Min(first.Length, MaxSeenBytes)])}");
    }

    private static string? OfTls(ReadOnlySpan<byte> first) => first switch
    {
        [Alert, Version, _, 0, 2, _, NoApplicationProtocol, ..] => WebServer,
        [>= 20 and <= 24, ..] => null,
        _ => "The daemon does not speak TLS; try http:// in its address",
    };

    private static string? OfPlain(ReadOnlySpan<byte> first) =>
        first is [Alert, Version, ..] ? "The daemon speaks TLS; try https:// in its address"
        : first.StartsWith("HTTP/"u8) ? WebServer
        : null;
}
