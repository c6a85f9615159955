using System.Buffers.Text;
using System.Security.Cryptography;

namespace FlextMonitor.Hub.Alerts.Push;

/// <summary>The keys (VAPID) by which push services know this monitor again.</summary>
/// <param name="PublicKey">A point of P-256, uncompressed, in base64url; browsers are given it.</param>
/// <param name="PrivateKey">Its private key in base64url.</param>
internal sealed record PushKeyPair(string PublicKey, string PrivateKey)
{
    private const byte Uncompressed = 4;

    /// <summary>Makes new keys.</summary>
    public static PushKeyPair Create()
    {
        using var keys = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = keys.ExportParameters(includePrivateParameters: true);
        return new PushKeyPair(Base64Url.EncodeToString([Uncompressed, .. parameters.Q.X!, .. parameters.Q.Y!]), Base64Url.EncodeToString(parameters.D!));
    }

    /// <summary>Only the public key, so that the private one reaches no log.</summary>
    public override string ToString() => $"{nameof(PushKeyPair)} {PublicKey}";
}
