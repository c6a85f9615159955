using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FlextMonitor.Hub.Access.Factors;

/// <summary>
/// Time-based one-time passwords (RFC 6238) of six digits, as authenticator apps show them. Identity's own provider would accept a code twice, and reads the
/// clock of the system.
/// </summary>
internal static class Totp
{
    /// <summary>Bytes of a secret, as RFC 4226 recommends for SHA-1.</summary>
    public const int SecretLength = 20;

    private const int Digits = 6;
    private const int Modulus = 1_000_000;

    /// <summary>A code of one step before or after is accepted, because clocks differ.</summary>
    private const int Tolerance = 1;

    /// <summary>How long one code is shown.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>A new secret.</summary>
    public static byte[] CreateSecret() => RandomNumberGenerator.GetBytes(SecretLength);

    /// <summary>The number of the step at a time.</summary>
    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / (long)Step.TotalSeconds;

    /// <summary>The code of one step.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "Authenticator apps know SHA-1 only (RFC 6238, 1.2). As an HMAC it is not weakened by collisions.")]
    public static string CodeOf(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var hash = HMACSHA1.HashData(secret, counter);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & int.MaxValue;
        return (number % Modulus).ToString($"D{Digits}", CultureInfo.InvariantCulture);
    }

    /// <summary>The step to which a code belongs; <c>null</c> if it is wrong, or not newer than the last one that was used.</summary>
    public static long? Match(byte[] secret, string code, long lastStep, DateTimeOffset now)
    {
        var typed = Encoding.UTF8.GetBytes(code);
        var current = StepAt(now);
        for (var step = current - Tolerance; step <= current + Tolerance; step++)
        {
            if (step > lastStep && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeOf(secret, step)), typed))
            {
                return step;
            }
        }

        return null;
    }
}
