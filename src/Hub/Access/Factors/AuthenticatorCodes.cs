using OtpNet;

namespace FlextMonitor.Hub.Access.Factors;

/// <summary>
/// The codes that authenticator apps show (RFC 6238): six digits, for 30 s each. Identity's own provider would accept a code twice, and reads the clock of the
/// system.
/// </summary>
internal static class AuthenticatorCodes
{
    /// <summary>Bytes of a secret, as RFC 4226 recommends for SHA-1, the only hash that all apps know.</summary>
    public const int SecretLength = 20;

    /// <summary>A code of one step before or after is accepted too, because clocks differ.</summary>
    private static readonly VerificationWindow OneStep = new(previous: 1, future: 1);

    private static readonly VerificationWindow NoStep = new();

    /// <summary>A new secret.</summary>
    public static byte[] CreateSecret() => KeyGeneration.GenerateRandomKey(SecretLength);

    /// <summary>A secret as apps take it: base 32 without padding.</summary>
    public static string TextOf(byte[] secret) => Base32Encoding.ToString(secret).TrimEnd('=');

    /// <summary>The step, 30 s since 1970 each, to which a code belongs; <c>null</c> if it is wrong, or not newer than the last one that was used.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="code">The code.</param>
    /// <param name="lastStep">The step of the last code that was accepted; 0 if none was.</param>
    /// <param name="now">The present time.</param>
    /// <param name="isStrict">See <see cref="AccessOptions.StrictCodes"/>.</param>
    public static long? Match(byte[] secret, string code, long lastStep, DateTimeOffset now, bool isStrict = false) =>
        new Totp(secret).VerifyTotp(now.UtcDateTime, code, out var step, isStrict ? NoStep : OneStep) && step > lastStep ? step : null;
}
