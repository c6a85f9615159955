using System.Buffers;
using System.Text;

namespace FlextMonitor.Contracts;

/// <summary>
/// Text from a daemon or a person as part of a sentence (Unicode Standard Annex 9): whatever it holds, the rest of the sentence stays in order. Text that holds
/// nothing of another direction cannot alter what is beside it and stays as it is, so that most sentences have no invisible characters.
/// </summary>
public static class IsolatedText
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopIsolate = '\u2069';
    private const char PopEmbedding = '\u202C';

    private static readonly SearchValues<char> Controls = SearchValues.Create("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    /// <summary>
    /// The text between U+2068 and U+2069 if it holds right-to-left text or direction controls, otherwise unchanged. Controls that it leaves open are closed;
    /// those that close what it did not open are left out.
    /// </summary>
    /// <param name="text">A text of one line.</param>
    public static string Of(string text) => text.EnumerateRunes().Any(Reorders) ? $"{FirstStrongIsolate}{Balanced(text)}{PopIsolate}" : text;

    /// <summary>Whether a character changes the direction of text: U+202A–U+202E and U+2066–U+2069.</summary>
    /// <param name="character">The character.</param>
    public static bool IsControl(char character) => Controls.Contains(character);

    private static bool Reorders(Rune rune) => rune.Value
        is (>= 0x0590 and <= 0x08FF) or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)
        or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);

    private static string Balanced(string text)
    {
        var open = new List<char>();
        var balanced = new StringBuilder(text.Length + 1);
        foreach (var character in text)
        {
            if (character is PopIsolate or PopEmbedding)
            {
                Close(open, character, balanced);
                continue;
            }

            if (IsControl(character))
            {
                open.Add(character is >= '\u2066' and <= FirstStrongIsolate ? PopIsolate : PopEmbedding);
            }

            balanced.Append(character);
        }

        CloseFrom(0, open, balanced);
        return balanced.ToString();
    }

    /// <summary>Closes what a control closes, with all that was opened within it; nothing if it closes nothing.</summary>
    private static void Close(List<char> open, char closer, StringBuilder balanced)
    {
        var at = open.LastIndexOf(closer);

        // An embedding cannot be closed from within an isolate that began after it.
        if (at >= 0 && (closer == PopIsolate || at == open.Count - 1))
        {
            CloseFrom(at, open, balanced);
        }
    }

    private static void CloseFrom(int first, List<char> open, StringBuilder balanced)
    {
        for (var i = open.Count - 1; i >= first; i--)
        {
            balanced.Append(open[i]);
        }

        open.RemoveRange(first, open.Count - first);
    }
}
