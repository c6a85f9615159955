using System.Text;
using PdfSharp.Drawing;

namespace FlextMonitor.Hub.Exports.Pdf;

/// <summary>Text of one size and weight: measures, wraps and draws it, each character in the font that has it.</summary>
internal sealed class PdfText(PdfFonts fonts, XGraphics measure, double size, bool isBold)
{
    private readonly Dictionary<string, XFont> _fonts = new(StringComparer.Ordinal)
    {
        [PdfFonts.Own] = PdfFonts.Font(PdfFonts.Own, size, isBold),
    };

    private readonly Dictionary<int, double> _widths = [];

    /// <summary>The height of a line.</summary>
    public double LineHeight => size * 1.3;

    /// <summary>Whether a character had to be replaced.</summary>
    public bool HasMissing { get; private set; }

    /// <summary>The width of a text on one line.</summary>
    public double WidthOf(string text) => text.EnumerateRunes().Sum(WidthOf);

    /// <summary>Breaks a text into lines: at its line ends, between words, and within words that are longer than a line.</summary>
    public IReadOnlyList<string> Wrap(string text, double width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            WrapLine(paragraph, width, lines);
        }

        return lines;
    }

    /// <summary>The beginning of a text that fits on a line.</summary>
    public string Fit(string text, double width)
    {
        if (WidthOf(text) <= width)
        {
            return text;
        }

        var (fitting, used) = (new StringBuilder(), WidthOf("…"));
        foreach (var rune in text.EnumerateRunes().TakeWhile(rune => (used += WidthOf(rune)) <= width))
        {
            fitting.Append(rune.ToString());
        }

        return fitting.Append('…').ToString();
    }

    /// <summary>Draws a line.</summary>
    public void Draw(XGraphics page, string line, XBrush brush, double x, double top)
    {
        var (part, family) = (new StringBuilder(), PdfFonts.Own);
        foreach (var rune in line.EnumerateRunes())
        {
            var (shown, own) = Shown(rune);
            if (own != family && part.Length > 0)
            {
                x = DrawPart(page, part, family, brush, x, top);
            }

            family = own;
            part.Append(shown);
        }

        DrawPart(page, part, family, brush, x, top);
    }

    private double DrawPart(XGraphics page, StringBuilder part, string family, XBrush brush, double x, double top)
    {
        var text = part.ToString();
        part.Clear();
        if (text.Length > 0)
        {
            page.DrawString(text, FontOf(family), brush, x, top + size);
        }

        return x + WidthOf(text);
    }

    private void WrapLine(string paragraph, double width, List<string> lines)
    {
        var (line, used) = (new StringBuilder(), 0.0);
        foreach (var word in paragraph.Split(' '))
        {
            var wide = WidthOf(word);
            var space = line.Length > 0 ? WidthOf(new Rune(' ')) : 0;
            if (used + space + wide <= width)
            {
                line.Append(space > 0 ? " " : "").Append(word);
                used += space + wide;
                continue;
            }

            if (line.Length > 0)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            used = AddWord(word, width, line, lines);
        }

        lines.Add(line.ToString());
    }

    private double AddWord(string word, double width, StringBuilder line, List<string> lines)
    {
        var used = 0.0;
        foreach (var rune in word.EnumerateRunes())
        {
            var wide = WidthOf(rune);
            if (used + wide > width && line.Length > 0)
            {
                lines.Add(line.ToString());
                line.Clear();
                used = 0;
            }

            line.Append(rune.ToString());
            used += wide;
        }

        return used;
    }

    private double WidthOf(Rune rune)
    {
        if (!_widths.TryGetValue(rune.Value, out var width))
        {
            var (shown, family) = Shown(rune);
            width = measure.MeasureString(shown, FontOf(family)).Width;
            _widths[rune.Value] = width;
        }

        return width;
    }

    private (string Shown, string Family) Shown(Rune rune)
    {
        if (rune.Value == '\t')
        {
            return (" ", PdfFonts.Own);
        }

        if (fonts.FamilyOf(rune.Value) is { } family && !Rune.IsControl(rune))
        {
            return (rune.ToString(), family);
        }

        HasMissing |= rune.Value != PdfFonts.Missing;
        return (PdfFonts.Missing.ToString(), PdfFonts.Own);
    }

    private XFont FontOf(string family)
    {
        if (!_fonts.TryGetValue(family, out var font))
        {
            _fonts[family] = font = PdfFonts.Font(family, size, isBold: false);
        }

        return font;
    }
}
