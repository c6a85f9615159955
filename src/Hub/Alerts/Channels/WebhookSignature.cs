using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>The signature by which a receiver recognises that a webhook comes from this monitor.</summary>
internal static class WebhookSignature
{
    /// <summary>The header's name.</summary>
    public const string Header = "X-FlextMonitor-Signature";

    /// <summary>The header's value: <c>t=&lt;Unix seconds&gt;,v1=&lt;HMAC-SHA256 of "t.body" in hexadecimal&gt;</c>.</summary>
    /// <param name="secret">The channel's secret.</param>
    /// <param name="at">When the request is sent.</param>
    /// <param name="body">The body, exactly as it is sent.</param>
    public static string Create(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{time}."), .. body];
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
