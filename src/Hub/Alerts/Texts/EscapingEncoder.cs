using System.Text;
using System.Text.Encodings.Web;

namespace FlextMonitor.Hub.Alerts.Texts;

/// <summary>Replaces single characters.</summary>
/// <param name="escape">What a character is replaced by, at most 8 characters; null if it stays. Characters beyond U+FFFF always stay.</param>
internal sealed class EscapingEncoder(Func<char, string?> escape) : TextEncoder
{
    public override int MaxOutputCharactersPerInputCharacter => 8;

    public override string Encode(string value)
    {
        using var output = new StringWriter();
        Encode(output, value, 0, value.Length);
        return output.ToString();
    }

    public override void Encode(TextWriter output, string value, int startIndex, int characterCount)
    {
        foreach (var character in value.AsSpan(startIndex, characterCount))
        {
            if (escape(character) is { } escaped)
            {
                output.Write(escaped);
            }
            else
            {
                output.Write(character);
            }
        }
    }

    public override void Encode(TextWriter output, char[] value, int startIndex, int characterCount) => Encode(output, new string(value, startIndex, characterCount));

    public override bool WillEncode(int unicodeScalar) => unicodeScalar <= char.MaxValue && escape((char)unicodeScalar) is not null;

    // The base class declares these two with pointers.
    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var characters = new ReadOnlySpan<char>(text, textLength);
        for (var place = 0; place < characters.Length; place++)
        {
            if (escape(characters[place]) is not null)
            {
                return place;
            }
        }

        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var text = (WillEncode(unicodeScalar) ? escape((char)unicodeScalar) : null) ?? new Rune(unicodeScalar).ToString();
        numberOfCharactersWritten = text.Length;
        return text.TryCopyTo(new Span<char>(buffer, bufferLength));
    }
}
