using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FlextMonitor.Hub.Alerts.Channels;

namespace FlextMonitor.Hub.Alerts.Push;

/// <summary>Checks what browsers send of their subscriptions.</summary>
internal static class PushForm
{
    private const int PointLength = 65;
    private const int CoordinateLength = 32;
    private const int SecretLength = 16;
    private const byte Uncompressed = 4;

    /// <summary>The id under which a subscription is stored.</summary>
    public static string IdOf(string endpoint) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(endpoint)));

    /// <summary>Whether a channel can call the address.</summary>
    public static bool IsEndpoint(string? text) => TargetUrl.TryRead(text, out _);

    /// <summary>Whether a text is a public key of P-256 in base64url.</summary>
    public static bool IsPublicKey(string? text)
    {
        if (Decode(text, PointLength) is not { } point || point[0] != Uncompressed)
        {
            return false;
        }

        try
        {
            using var key = ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..(CoordinateLength + 1)], Y = point[(CoordinateLength + 1)..] },
            });
            return true;
        }
        catch (CryptographicException)
        {
            // It is no point of the curve.
            return false;
        }
    }

    /// <summary>Whether a text is the secret of a subscription in base64url.</summary>
    public static bool IsSecret(string? text) => Decode(text, SecretLength) is not null;

    private static byte[]? Decode(string? text, int length)
    {
        var bytes = new byte[length];
        return text is { Length: < 128 } && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == length ? bytes : null;
    }
}
