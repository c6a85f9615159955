using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>An authenticator app, written from RFC 6238 and RFC 4648, not from the product.</summary>
internal sealed class AuthenticatorClient(JsonNode begun)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public string Uri => (string)begun["uri"]!;

    public string Svg => (string)begun["svg"]!;

    /// <summary>The six digits that the app shows at a time.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "Authenticator apps use SHA-1.")]
    public string Code(DateTimeOffset at)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, at.ToUnixTimeSeconds() / 30);
        var hash = HMACSHA1.HashData(Secret(), counter);
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[19] & 15)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private byte[] Secret()
    {
        var bits = string.Concat(((string)begun["secret"]!).Select(character => Convert.ToString(Alphabet.IndexOf(character), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(octet => octet.Length == 8).Select(octet => Convert.ToByte(new string(octet), 2))];
    }
}
