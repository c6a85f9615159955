using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access.Passwords;

/// <summary>The cost of hashing a password: PBKDF2 with HMAC-SHA512. A hash of an earlier release costs less to check, and the difference would tell that the account exists.</summary>
internal sealed class PasswordCost(IOptions<PasswordHasherOptions> options)
{
    /// <summary>As OWASP recommends for PBKDF2 with HMAC-SHA512.</summary>
    public const int Iterations = 210_000;

    // Identity's format 3: its mark, the pseudo-random function, and the number of iterations.
    private const byte Format3 = 1;
    private const int IterationsAt = 5;
    private static readonly byte[] Salt = new byte[16];

    /// <summary>After a failed check of an older hash, computes what the check took less than one of today's.</summary>
    public void Complete(string hash, string password)
    {
        var bytes = Convert.FromBase64String(hash);
        var spent = bytes.Length > IterationsAt + sizeof(int) && bytes[0] == Format3 ? BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(IterationsAt)) : 0;
        if (spent < options.Value.IterationCount)
        {
            Rfc2898DeriveBytes.Pbkdf2(password, Salt, options.Value.IterationCount - spent, HashAlgorithmName.SHA512, outputLength: 32);
        }
    }
}
