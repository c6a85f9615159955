using System.Text;

namespace FlextMonitor.Hub.Alerts.Texts;

/// <summary>Cuts texts to what a service takes.</summary>
internal static class TextFit
{
    private const string Mark = "…";

    /// <summary>The text, or its beginning and a mark: whole lines if it has several, never half of a character and never half of an escape.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The most UTF-16 characters with the mark, 10 or more.</param>
    public static string Fit(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        var end = text.LastIndexOf('\n', longest - 2);
        return end > longest / 2 ? $"{text[..end]}\n{Mark}" : $"{text[..InLine(text, longest - 1)]}{Mark}";
    }

    /// <summary>The same, for a limit of bytes in UTF-8.</summary>
    public static string FitBytes(string text, int mostBytes)
    {
        var (longest, bytes) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > mostBytes)
            {
                // Room for the mark, which has three bytes.
                return FitBytesBefore(text, longest, mostBytes);
            }

            longest += rune.Utf16SequenceLength;
        }

        return text;
    }

    private static string FitBytesBefore(string text, int longest, int mostBytes)
    {
        while (true)
        {
            var cut = Fit(text, longest);
            if (Encoding.UTF8.GetByteCount(cut) <= mostBytes)
            {
                return cut;
            }

            longest--;
        }
    }

    private static int InLine(string text, int end)
    {
        if (char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        // "&am" of "&amp;"
        var entity = text.LastIndexOf('&', end - 1);
        if (entity >= 0 && end - entity < 8 && !text[entity..end].Contains(';', StringComparison.Ordinal))
        {
            end = entity;
        }

        // A backslash that escapes what is cut off: the last of an odd number.
        var backslashes = text[..end].Length - text[..end].TrimEnd('\\').Length;
        return backslashes % 2 == 1 ? end - 1 : end;
    }
}
