using PdfSharp.Drawing;

namespace FlextMonitor.Hub.Exports.Pdf;

/// <summary>A column of a printed table.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Share">Its width beside those of the others.</param>
/// <param name="IsNumber">Whether its cells stand at the right.</param>
internal sealed record PdfColumn(string Title, double Share, bool IsNumber = false);

/// <summary>Draws tables. A row that does not fit goes on on the next page, below the heading again.</summary>
internal sealed class PdfTable
{
    private const double Padding = 4;
    private const double NumberPadding = 12;

    private readonly PdfPaper _paper;
    private readonly IReadOnlyList<PdfColumn> _columns;
    private readonly double[] _widths;

    public PdfTable(PdfPaper paper, IReadOnlyList<PdfColumn> columns)
    {
        (_paper, _columns) = (paper, columns);
        var all = columns.Sum(column => column.Share);
        _widths = [.. columns.Select(column => paper.Width * column.Share / all)];
        paper.Need(4 * paper.Small.LineHeight);
        Heading();
    }

    /// <summary>Adds a row with a text for each column; null where nothing is known.</summary>
    public void Add(IReadOnlyList<string?> cells)
    {
        _paper.Count(string.Join('|', cells));
        var lines = cells.Select((cell, place) => _paper.Small.Wrap(cell ?? "–", _widths[place] - PaddingOf(place))).ToArray();
        var (count, drawn) = (lines.Max(cell => cell.Count), 0);
        var height = (count * _paper.Small.LineHeight) + 3;
        if (height > _paper.Room && height <= _paper.WholeRoom)
        {
            NextPage();
        }

        while (drawn < count)
        {
            var fitting = Math.Max(1, Math.Min(count - drawn, (int)((_paper.Room - 3) / _paper.Small.LineHeight)));
            DrawLines(lines, drawn, fitting, cells);
            drawn += fitting;
            if (drawn < count)
            {
                NextPage();
            }
        }

        _paper.Top += 3;
        _paper.Page.DrawLine(PdfColours.Line, PdfPaper.Left, _paper.Top - 1.5, PdfPaper.Left + _paper.Width, _paper.Top - 1.5);
    }

    /// <summary>Ends the table.</summary>
    public void End() => _paper.Top += 8;

    private void DrawLines(IReadOnlyList<string>[] lines, int from, int count, IReadOnlyList<string?> cells)
    {
        var left = PdfPaper.Left;
        for (var place = 0; place < lines.Length; place++)
        {
            for (var line = from; line < Math.Min(from + count, lines[place].Count); line++)
            {
                Draw(_paper.Small, lines[place][line], cells[place] is null ? PdfColours.Quiet : PdfColours.Text, place, left, _paper.Top + ((line - from) * _paper.Small.LineHeight));
            }

            left += _widths[place];
        }

        _paper.Top += count * _paper.Small.LineHeight;
    }

    private void NextPage()
    {
        _paper.AddPage();
        Heading();
    }

    private void Heading()
    {
        var height = _paper.SmallStrong.LineHeight + 4;
        _paper.Page.DrawRectangle(PdfColours.Head, PdfPaper.Left - 3, _paper.Top - 2, _paper.Width + 6, height);
        var left = PdfPaper.Left;
        for (var place = 0; place < _columns.Count; place++)
        {
            Draw(_paper.SmallStrong, _paper.SmallStrong.Fit(_columns[place].Title, _widths[place] - PaddingOf(place)), PdfColours.Text, place, left, _paper.Top);
            left += _widths[place];
        }

        _paper.Top += height + 1;
    }

    private void Draw(PdfText font, string text, XBrush brush, int place, double left, double top) =>
        font.Draw(_paper.Page, text, brush, _columns[place].IsNumber ? left + _widths[place] - NumberPadding - font.WidthOf(text) : left, top);

    private double PaddingOf(int place) => _columns[place].IsNumber ? NumberPadding : Padding;
}
