using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;

namespace FlextMonitor.Hub.Access.Tokens;

/// <summary>
/// The text of a service token: <c>fxm_</c>, 43 random letters and digits (256 bits), and six that check them: the CRC-32 of the random part in base 62. With
/// the prefix and the check sum, secret scanners recognize a token without asking the monitor.
/// </summary>
internal static class TokenText
{
    /// <summary>How every token begins.</summary>
    public const string Prefix = "fxm_";

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomLength = 43;
    private const int CheckLength = 6;
    private const int Length = 4 + RandomLength + CheckLength;

    /// <summary>A new token.</summary>
    public static string Create()
    {
        var random = RandomNumberGenerator.GetString(Alphabet, RandomLength);
        return $"{Prefix}{random}{CheckOf(random)}";
    }

    /// <summary>Whether a text is a token, perhaps one that does not exist: its form and its check sum are right.</summary>
    public static bool IsToken(string text) =>
        text.Length == Length
        && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text[Prefix.Length..].All(char.IsAsciiLetterOrDigit)
        && text.EndsWith(CheckOf(text.Substring(Prefix.Length, RandomLength)), StringComparison.Ordinal);

    /// <summary>What is stored of a token. Its 256 random bits cannot be guessed, so a fast hash protects them.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)));

    private static string CheckOf(string random)
    {
        Span<char> digits = stackalloc char[CheckLength];
        var rest = Crc32.HashToUInt32(Encoding.ASCII.GetBytes(random));
        for (var i = CheckLength - 1; i >= 0; i--)
        {
            digits[i] = Alphabet[(int)(rest % (uint)Alphabet.Length)];
            rest /= (uint)Alphabet.Length;
        }

        return new string(digits);
    }
}
