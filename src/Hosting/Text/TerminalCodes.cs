using System.Buffers;
using System.Text;

namespace FlextMonitor.Hosting.Text;

/// <summary>
/// Finds the codes by which programs colour a terminal, move its cursor, or set titles and links (ECMA-48), in their 7-bit and 8-bit forms. A code goes as a
/// whole: without its first character the rest would stay in the text, as <c>[32m</c>.
/// </summary>
public static class TerminalCodes
{
    private const char Escape = '\u001b';
    private const char Bell = '\u0007';
    private const char ControlSequence = '\u009b';
    private const char StringTerminator = '\u009c';

    /// <summary>What follows an escape to begin a string.</summary>
    private const string StringKinds = "PX]^_";

    /// <summary>What begins a code. The last five are strings in their 8-bit form: DCS, SOS, OSC, PM, APC.</summary>
    private static readonly SearchValues<char> Begins = SearchValues.Create(Escape, ControlSequence, '\u0090', '\u0098', '\u009d', '\u009e', '\u009f');

    private static readonly SearchValues<char> StringEnds = SearchValues.Create(Bell, StringTerminator, Escape, '\r', '\n');

    /// <summary>A text without its codes. Reads it once, and no further than it takes to fill <paramref name="most"/> characters and one more.</summary>
    public static string Remove(string text, int most)
    {
        if (!text.AsSpan().ContainsAny(Begins))
        {
            return text;
        }

        var kept = new StringBuilder(Math.Min(text.Length, most + 1));
        var rest = text.AsSpan();
        while (!rest.IsEmpty && kept.Length <= most)
        {
            var next = rest.IndexOfAny(Begins);
            var plain = next < 0 ? rest : rest[..next];
            kept.Append(plain[..Math.Min(plain.Length, most + 1 - kept.Length)]);
            rest = rest[plain.Length..];
            rest = rest[LengthOfCode(rest)..];
        }

        return kept.ToString();
    }

    private static int LengthOfCode(ReadOnlySpan<char> text) => text switch
    {
        [] => 0,
        [ControlSequence, ..] => 1 + LengthOfSequence(text[1..]),
        [Escape, '[', ..] => 2 + LengthOfSequence(text[2..]),
        [Escape, var kind, ..] when StringKinds.Contains(kind, StringComparison.Ordinal) => 2 + LengthOfString(text[2..]),
        [Escape, ..] => 1 + LengthOfEscape(text[1..]),
        _ => 1 + LengthOfString(text[1..]),
    };

    // Parameters, intermediates and a final character. One that is cut or spoiled ends where it stops being one.
    private static int LengthOfSequence(ReadOnlySpan<char> text)
    {
        var parameters = LengthOf(text, '0', '?');
        var body = parameters + LengthOf(text[parameters..], ' ', '/');
        return body + (text[body..] is [>= '@' and <= '~', ..] ? 1 : 0);
    }

    // Intermediates and a final character, as in the choice of a character set.
    private static int LengthOfEscape(ReadOnlySpan<char> text)
    {
        var body = LengthOf(text, ' ', '/');
        return body + (text[body..] is [>= '0' and <= '~', ..] ? 1 : 0);
    }

    // Up to its end; one without an end stops before the next code or at the end of its line, so that it takes no other text with it.
    private static int LengthOfString(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(StringEnds);
        return end < 0 ? text.Length
            : text[end] is Bell or StringTerminator ? end + 1
            : text[end..] is [Escape, '\\', ..] ? end + 2
            : end;
    }

    private static int LengthOf(ReadOnlySpan<char> text, char first, char last) =>
        text.IndexOfAnyExceptInRange(first, last) is >= 0 and var length ? length : text.Length;
}
