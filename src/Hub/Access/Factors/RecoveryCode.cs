using System.Security.Cryptography;
using System.Text;

namespace FlextMonitor.Hub.Access.Factors;

/// <summary>A code that stands for the authenticator app, once. It is deleted when it was used, and is itself not stored.</summary>
internal sealed class RecoveryCode
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Groups = 5;
    private const int GroupLength = 5;

    /// <summary>SHA-256 of its letters and digits in hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The person.</summary>
    public required string UserId { get; init; }

    /// <summary>A new code: 25 letters and digits in groups (123 bits), without those that look alike.</summary>
    public static string Create() => string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength)));

    /// <summary>What is stored of a code. Its 123 random bits cannot be guessed, so a fast hash protects them. Case, spaces and hyphens do not matter.</summary>
    public static string HashOf(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsLetterOrDigit)).ToLowerInvariant())));
}
