using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace FlextMonitor.Hub.Exports.Pdf;

/// <summary>A document that grows from top to bottom. What does not fit goes on on the next page.</summary>
internal sealed class PdfPaper : IDisposable
{
    private const double Margin = 42;
    private const double FootRoom = 26;
    private const double Gap = 6;

    private readonly PdfDocument _document = new();
    private readonly PdfFonts _fonts;
    private readonly XGraphics _measure = XGraphics.CreateMeasureContext(new XSize(1000, 1000), XGraphicsUnit.Point, XPageDirection.Downwards);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly bool _isLetter;
    private readonly bool _isWide;
    private XGraphics? _page;

    /// <param name="fonts">Its fonts.</param>
    /// <param name="title">Its title.</param>
    /// <param name="isLetter">Whether pages are Letter; A4 otherwise.</param>
    /// <param name="isWide">Whether pages lie.</param>
    public PdfPaper(PdfFonts fonts, string title, bool isLetter, bool isWide)
    {
        (_fonts, _isLetter, _isWide) = (fonts, isLetter, isWide);
        _document.Info.Title = title;
        _document.Info.Creator = "FlextMonitor";
        _document.Language = "en";
        Body = TextOf(9, isBold: false);
        Small = TextOf(7.5, isBold: false);
        Strong = TextOf(9, isBold: true);
        SmallStrong = TextOf(7.5, isBold: true);
        AddPage();
    }

    public PdfText Body { get; }

    public PdfText Small { get; }

    public PdfText Strong { get; }

    public PdfText SmallStrong { get; }

    /// <summary>The page that is drawn on.</summary>
    public XGraphics Page => _page!;

    /// <summary>Where the next thing goes, from the top of the page.</summary>
    public double Top { get; set; }

    public static double Left => Margin;

    public double Width { get; private set; }

    /// <summary>How much room is left on the page.</summary>
    public double Room => _document.Pages[^1].Height.Point - Margin - FootRoom - Top;

    /// <summary>How much room a page has.</summary>
    public double WholeRoom => _document.Pages[^1].Height.Point - (2 * Margin) - FootRoom;

    /// <summary>SHA-256 of all texts and numbers up to now, in hexadecimal.</summary>
    public string Hash => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void AddPage()
    {
        _page?.Dispose();
        var page = _document.AddPage();
        page.Size = _isLetter ? PageSize.Letter : PageSize.A4;
        page.Orientation = _isWide ? PageOrientation.Landscape : PageOrientation.Portrait;
        _page = XGraphics.FromPdfPage(page);
        Width = page.Width.Point - (2 * Margin);
        Top = Margin;
    }

    /// <summary>Begins a new page unless there is room for something.</summary>
    public void Need(double height)
    {
        if (Room < height)
        {
            AddPage();
        }
    }

    /// <summary>Takes something into the hash of the content.</summary>
    public void Count(string text) => _hash.AppendData(Encoding.UTF8.GetBytes($"{text}\n"));

    /// <summary>The title of the document.</summary>
    public void Title(string text, string below)
    {
        var large = TextOf(22, isBold: true);
        Top += 12;
        Lines(large, text, PdfColours.Text);
        Lines(TextOf(11, isBold: false), below, PdfColours.Quiet);
        Top += 12;
    }

    /// <summary>A heading, with a bookmark.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="isChapter">Whether it is above other headings.</param>
    public void Heading(string text, bool isChapter)
    {
        var font = TextOf(isChapter ? 15 : 11, isBold: true);
        Need(isChapter ? 120 : 80);
        Top += isChapter ? 14 : 10;
        var outlines = isChapter || _document.Outlines.Count == 0 ? _document.Outlines : _document.Outlines[^1].Outlines;
        outlines.Add(text, _document.Pages[^1], true);
        Lines(font, text, PdfColours.Text);
        Top += 3;
    }

    /// <summary>A figure to be seen from afar.</summary>
    public void Large(string text) => Lines(TextOf(18, isBold: true), text, PdfColours.Text);

    public void Paragraph(string text, bool isQuiet = false)
    {
        Lines(Body, text, isQuiet ? PdfColours.Quiet : PdfColours.Text);
        Top += Gap;
    }

    /// <summary>Names and values, one below the other.</summary>
    public void Facts(IEnumerable<(string Name, string Value)> facts)
    {
        const double nameWidth = 130;
        foreach (var (name, value) in facts)
        {
            var lines = Body.Wrap(value, Width - nameWidth);
            Count($"{name}: {value}");
            Need(Body.LineHeight);
            Strong.Draw(Page, Strong.Fit(name, nameWidth - 8), PdfColours.Quiet, Left, Top);
            foreach (var line in lines)
            {
                Need(Body.LineHeight);
                Body.Draw(Page, line, PdfColours.Text, Left + nameWidth, Top);
                Top += Body.LineHeight;
            }

            Top += 2;
        }

        Top += Gap;
    }

    /// <summary>Ends the document: each page gets its number.</summary>
    /// <param name="cover">What to draw on the first page now that all is known; null for nothing.</param>
    /// <param name="target">Where it is written.</param>
    public void Save(Action<XGraphics>? cover, Stream target)
    {
        _page?.Dispose();
        _page = null;
        for (var number = 0; number < _document.PageCount; number++)
        {
            using var page = XGraphics.FromPdfPage(_document.Pages[number], XGraphicsPdfPageOptions.Append);
            if (number == 0)
            {
                cover?.Invoke(page);
            }

            var top = _document.Pages[number].Height.Point - Margin;
            page.DrawLine(PdfColours.Line, Left, top - 6, Left + Width, top - 6);
            Small.Draw(page, Small.Fit(_document.Info.Title, Width - 90), PdfColours.Quiet, Left, top);
            var text = string.Create(CultureInfo.InvariantCulture, $"Page {number + 1} of {_document.PageCount}");
            Small.Draw(page, text, PdfColours.Quiet, Left + Width - Small.WidthOf(text), top);
        }

        _document.Save(target, closeStream: false);
    }

    /// <summary>Whether a character had to be replaced because no font has it.</summary>
    public bool HasMissing => Body.HasMissing || Small.HasMissing || Strong.HasMissing || SmallStrong.HasMissing;

    public void Dispose()
    {
        _page?.Dispose();
        _measure.Dispose();
        _hash.Dispose();
        _document.Dispose();
    }

    private PdfText TextOf(double size, bool isBold) => new(_fonts, _measure, size, isBold);

    private void Lines(PdfText font, string text, XBrush brush)
    {
        Count(text);
        foreach (var line in font.Wrap(text, Width))
        {
            Need(font.LineHeight);
            font.Draw(Page, line, brush, Left, Top);
            Top += font.LineHeight;
        }
    }
}
