using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FlextMonitor.Hub.Alerts.Push;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Alerts.Push;

/// <summary>A browser's part of Web Push: its keys, and the decryption of what its push service was sent (RFC 8291, RFC 8188).</summary>
internal sealed class PushBrowser : IDisposable
{
    private const int SaltLength = 16;
    private const int KeyLength = 65;
    private const int TagLength = 16;

    private readonly ECDiffieHellman _keys = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _auth = RandomNumberGenerator.GetBytes(16);

    public string P256dh => Base64Url.EncodeToString(Point(_keys.ExportParameters(false)));

    public string Auth => Base64Url.EncodeToString(_auth);

    /// <summary>Its subscription, as it is stored.</summary>
    public PushSubscriptionRow Row(string endpoint, string person) => new()
    {
        Id = PushForm.IdOf(endpoint),
        PersonId = person,
        Endpoint = endpoint,
        P256dh = P256dh,
        Auth = Auth,
        UserAgent = "a browser",
        CreatedAt = Given.Now,
    };

    /// <summary>What a request says.</summary>
    public JsonObject Decrypt(ReceivedRequest request)
    {
        request.Headers["Content-Encoding"].ShouldBe("aes128gcm");
        byte[] body = [.. request.Bytes];
        var salt = body[..SaltLength];
        var length = body[SaltLength + 4];
        length.ShouldBe((byte)KeyLength);
        var sender = body[(SaltLength + 5)..(SaltLength + 5 + KeyLength)];
        var record = body[(SaltLength + 5 + KeyLength)..];
        using var other = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = sender[1..33], Y = sender[33..] } });
        var shared = _keys.DeriveRawSecretAgreement(other.PublicKey);
        byte[] info = [.. Encoding.ASCII.GetBytes("WebPush: info\0"), .. Point(_keys.ExportParameters(false)), .. sender];
        var input = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, _auth, info);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 16, salt, Encoding.ASCII.GetBytes("Content-Encoding: aes128gcm\0"));
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 12, salt, Encoding.ASCII.GetBytes("Content-Encoding: nonce\0"));
        var plain = new byte[record.Length - TagLength];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Decrypt(nonce, record.AsSpan(..^TagLength), record.AsSpan(^TagLength..), plain);
        var text = plain.AsSpan().TrimEnd((byte)0);
        text[^1].ShouldBe((byte)2);
        return JsonNode.Parse(text[..^1])!.AsObject();
    }

    /// <summary>What a request's header <c>Authorization</c> says; fails unless it is signed by the monitor's key.</summary>
    public static JsonObject Verify(ReceivedRequest request, string publicKey)
    {
        var parts = request.Headers["Authorization"]["vapid ".Length..].Split(',').Select(part => part.Trim().Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        parts["k"].ShouldBe(publicKey);
        var point = Base64Url.DecodeFromChars(publicKey);
        var token = parts["t"].Split('.');
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        key.VerifyData(Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Base64Url.DecodeFromChars(token[2]), HashAlgorithmName.SHA256).ShouldBeTrue();
        return JsonNode.Parse(Base64Url.DecodeFromChars(token[1]))!.AsObject();
    }

    public void Dispose() => _keys.Dispose();

    private static byte[] Point(ECParameters key) => [4, .. key.Q.X!, .. key.Q.Y!];
}
