using System.Globalization;
using System.Text.RegularExpressions;

namespace FlextMonitor.Collector.Mapping;

/// <summary>Reads the styles that a line of a log was written with for a terminal (SGR, ECMA-48): bold and the 16 colours of the text. Other codes are dropped.</summary>
internal static partial class LogStyles
{
    /// <summary>Beyond so many parts a line has no styles: it is a picture, and no text.</summary>
    private const int MostParts = 500;

    private static readonly string[] Colours = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

    /// <summary>The styles of a message, as <see cref="Contracts.LogLine.Styles"/> has them; null if nothing of it has one.</summary>
    /// <param name="sent">The message as the daemon sent it.</param>
    /// <param name="shown">The message without its codes.</param>
    public static string? Of(string sent, string shown)
    {
        if (!sent.AsSpan().ContainsAny('\u001b', '\u009b'))
        {
            return null;
        }

        var (parts, style, at, offset) = (new List<(int At, string Style)>(), new Style(), 0, 0);
        foreach (var code in Codes().EnumerateMatches(sent))
        {
            offset += Clean.Text(sent[at..code.Index], TextLimits.LogLine).Length;
            at = code.Index + code.Length;
            style.Take(sent.AsSpan(code.Index, code.Length).TrimStart("\u001b\u009b[").TrimEnd('m'));
            if (offset >= shown.Length || parts.Count > MostParts)
            {
                break;
            }

            Add(parts, offset, style.ToString());
        }

        // A code within a title or a link of a terminal is no style: then what is shown is shorter than its parts.
        var isSound = parts.Count is > 0 and <= MostParts && (offset >= shown.Length || offset + Clean.Text(sent[at..], TextLimits.LogLine).Length >= shown.Length);
        return isSound ? string.Join(' ', parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.At}:{part.Style}"))) : null;
    }

    private static void Add(List<(int At, string Style)> parts, int at, string style)
    {
        if (parts is [.., var same] && same.At == at)
        {
            parts.RemoveAt(parts.Count - 1);
        }

        if (style != (parts is [.., var before] ? before.Style : ""))
        {
            parts.Add((at, style));
        }
    }

    [GeneratedRegex("(?:\u001b\\[|\u009b)[0-9;:]{0,64}m", RegexOptions.CultureInvariant)]
    private static partial Regex Codes();

    /// <summary>What a terminal has been told so far.</summary>
    private struct Style
    {
        private bool _isBold;
        private string? _colour;

        public void Take(ReadOnlySpan<char> codes)
        {
            var numbers = codes.ToString().Split(';', ':').Select(code => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
            for (var place = 0; place < numbers.Length; place++)
            {
                if (numbers[place] is 38 or 48)
                {
                    place += TakeExtended(numbers.AsSpan(place));
                }
                else
                {
                    Take(numbers[place]);
                }
            }
        }

        public override readonly string ToString() => (_isBold, _colour) switch
        {
            (true, null) => "bold",
            (true, _) => $"bold,{_colour}",
            _ => _colour ?? "",
        };

        private void Take(int code)
        {
            switch (code)
            {
                case 0:
                    (_isBold, _colour) = (false, null);
                    break;
                case 1:
                    _isBold = true;
                    break;
                case 22:
                    _isBold = false;
                    break;
                case 39:
                    _colour = null;
                    break;
                case >= 30 and <= 37:
                    _colour = Colours[code - 30];
                    break;
                case >= 90 and <= 97:
                    _colour = $"bright-{Colours[code - 90]}";
                    break;
            }
        }

        // 38;5;n is one of 256 colours, of which the first 16 have names; 38;2;r;g;b is any. 48 is the same for what lies behind the text.
        private int TakeExtended(ReadOnlySpan<int> numbers)
        {
            if (numbers is [38, 5, >= 0 and < 16 and var number, ..])
            {
                Take(number < 8 ? 30 + number : 82 + number);
            }
            else if (numbers[0] == 38)
            {
                _colour = null;
            }

            return numbers is [_, 5, ..] ? 2 : numbers is [_, 2, ..] ? 4 : 0;
        }
    }
}
