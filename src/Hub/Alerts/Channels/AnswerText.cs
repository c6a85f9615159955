using System.Text;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Makes a receiver's answer safe to store and to show.</summary>
internal static class AnswerText
{
    private const int Longest = 300;
    private const string Mask = "•••";

    /// <summary>One line of at most 300 characters, without control characters and secrets.</summary>
    /// <param name="text">What the receiver said, of any length.</param>
    /// <param name="secrets">Values that must not be shown; empty ones are ignored.</param>
    public static string Clean(string text, IReadOnlyCollection<string> secrets)
    {
        var line = ToLine(text);
        foreach (var secret in secrets.Where(secret => secret.Length > 0).OrderByDescending(secret => secret.Length))
        {
            line = line.Replace(secret, Mask, StringComparison.OrdinalIgnoreCase)
                .Replace(Uri.EscapeDataString(secret), Mask, StringComparison.OrdinalIgnoreCase);
        }

        return line.Cut(Longest - 1, "…");
    }

    /// <summary>The text in one line, without control characters and without spaces at its ends.</summary>
    public static string ToLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                AddSpace(line);
            }
            else if (!Rune.IsControl(rune))
            {
                line.Append(rune.ToString());
            }
        }

        return line.ToString().TrimEnd();
    }

    private static void AddSpace(StringBuilder line)
    {
        if (line.Length > 0 && line[^1] != ' ')
        {
            line.Append(' ');
        }
    }
}
