using System.Buffers;
using System.Text;

namespace FlextMonitor.Daemon.Meltano.Logs.Secrets;

/// <summary>Replaces secrets in texts. Searches for all of them at once; of several at one place the longest is replaced.</summary>
internal sealed class SecretMask
{
    /// <summary>What stands for a secret. Its length tells nothing about it.</summary>
    public const string Mask = "*****";

    private readonly string[] _secrets;
    private readonly SearchValues<string> _begins;

    /// <summary>A mask of these texts; empty ones are ignored.</summary>
    public SecretMask(IEnumerable<string> secrets)
    {
        _secrets = [.. secrets.Where(secret => secret.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length)];
        _begins = SearchValues.Create(_secrets, StringComparison.Ordinal);
    }

    /// <summary>A mask of nothing.</summary>
    public static SecretMask None { get; } = new([]);

    /// <summary>The text without secrets.</summary>
    /// <param name="text">A text, of one line or several.</param>
    /// <param name="isCut">Whether the text's end was left out, so that a secret may have been cut with it: its beginning at the end of the text is replaced too.</param>
    public string Apply(string text, bool isCut = false)
    {
        var masked = Whole(text);
        return isCut && LengthOfBegun(masked) is > 0 and var length ? string.Concat(masked.AsSpan(0, masked.Length - length), Mask) : masked;
    }

    private string Whole(string text)
    {
        var rest = text.AsSpan();
        if (_secrets.Length == 0 || rest.IndexOfAny(_begins) is not (>= 0 and var at))
        {
            return text;
        }

        var masked = new StringBuilder(text.Length);
        for (; at >= 0; at = rest.IndexOfAny(_begins))
        {
            masked.Append(rest[..at]).Append(Mask);
            rest = rest[(at + LengthAt(rest[at..]))..];
        }

        return masked.Append(rest).ToString();
    }

    private int LengthAt(ReadOnlySpan<char> text)
    {
        foreach (var secret in _secrets)
        {
            if (text.StartsWith(secret, StringComparison.Ordinal))
            {
                return secret.Length;
            }
        }

        throw new InvalidOperationException("the search stopped where no secret begins");
    }

    private int LengthOfBegun(string text)
    {
        var longest = 0;
        foreach (var secret in _secrets)
        {
            for (var length = Math.Min(secret.Length - 1, text.Length); length > longest; length--)
            {
                if (text.AsSpan().EndsWith(secret.AsSpan(0, length), StringComparison.Ordinal))
                {
                    longest = length;
                }
            }
        }

        return longest;
    }
}
