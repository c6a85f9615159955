namespace FlextMonitor.Collector.Connection;

/// <summary>
/// Something listens, but by its first bytes it is no daemon, or none that is reached this way. The transport has words of its own for that, which tell nobody
/// what to do.
/// </summary>
/// <param name="message">What it is, for a person to act on.</param>
/// <param name="seen">The first bytes, for the log.</param>
internal sealed class ForeignProtocolException(string message, string seen) : IOException(message)
{
    public const string WebServer = "What answers there is a web server (HTTP/1.1), not a gRPC daemon";

    private const int MostSeen = 16;

    // RFC 8446, section 6 and appendix B: the type of a record with an alert, the greater part of every version, and who asked for HTTP/2 in vain.
    private const byte Alert = 21;
    private const byte Version = 3;
    private const byte NoApplicationProtocol = 120;

    public string Seen => seen;

    /// <summary>What the first bytes of the other side give away; null where they may be a daemon's.</summary>
    public static ForeignProtocolException? Of(ReadOnlySpan<byte> first, bool isTls)
    {
        var message = isTls ? OfTls(first) : OfPlain(first);
        return message is null ? null : new ForeignProtocolException(message, $"it began with {Convert.ToHexString(first[..Math.Min(first.Length, MostSeen)])}");
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
