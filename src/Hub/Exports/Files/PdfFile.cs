using System.Globalization;
using FlextMonitor.Hub.Exports.Pdf;
using FlextMonitor.Hub.Exports.Tables;

namespace FlextMonitor.Hub.Exports.Files;

/// <summary>Pages for people: what the table is, charts of its figures, and its first rows. It is no file for programs.</summary>
internal sealed class PdfFile : IExportFile
{
    /// <summary>The most rows that are printed.</summary>
    public const int MostRows = 5_000;

    private const string MeanEnd = "Mean";

    public string ContentType => "application/pdf";

    public string Extension => "pdf";

    public async Task WriteAsync(ExportTable table, ExportRows rows, ExportStyle style, ExportStream target, CancellationToken cancellationToken)
    {
        var kept = new List<ExportCell[]>();
        await foreach (var page in rows.PagesAsync().ConfigureAwait(false))
        {
            kept.AddRange(page.Take(MostRows + 1 - kept.Count).Select(row => row.ToArray()));
            if (kept.Count > MostRows)
            {
                break;
            }
        }

        using var paper = new PdfPaper(PdfFonts.Of(style.FallbackFont), table.Title, style.IsLetter, isWide: true);
        paper.Title(table.Title, "FlextMonitor");
        paper.Facts([.. table.Facts().Select(fact => (fact.Name, fact.Value)), ("Local times", style.Zone.Id), ("Rows", RowsText(kept.Count))]);
        DrawCharts(paper, table, kept, style.Zone);
        paper.Heading("Rows", isChapter: true);
        DrawRows(paper, table, kept, style.Zone, cancellationToken);
        if (paper.HasMissing)
        {
            paper.Paragraph(PdfNotes.Missing, isQuiet: true);
        }

        paper.Save(null, target);
        await target.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string RowsText(int rows) => rows > MostRows
        ? string.Create(CultureInfo.InvariantCulture, $"the first {MostRows:N0}; there are more, which CSV, JSON and Excel hold")
        : rows.ToString("N0", CultureInfo.InvariantCulture);

    private static void DrawRows(PdfPaper paper, ExportTable table, List<ExportCell[]> rows, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var printed = table.Columns.Index().Where(column => column.Item.Print > 0).ToArray();
        if (rows.Count == 0)
        {
            paper.Paragraph("There are none.", isQuiet: true);
            return;
        }

        var drawn = new PdfTable(paper, [.. printed.Select(column => new PdfColumn(column.Item.Title, column.Item.Print, column.Item.Kind is ExportKind.Whole or ExportKind.Number))]);
        foreach (var row in rows.Take(MostRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            drawn.Add([.. printed.Select(column => TextOf(column.Item.Kind, row[column.Index], zone))]);
        }

        drawn.End();
    }

    private static void DrawCharts(PdfPaper paper, ExportTable table, List<ExportCell[]> rows, TimeZoneInfo zone)
    {
        var places = table.Columns.Index().ToDictionary(column => column.Item.Name, column => column.Index, StringComparer.Ordinal);
        var figures = table.Columns.Where(column => column.Name.EndsWith(MeanEnd, StringComparison.Ordinal)).ToArray();
        foreach (var ofSource in figures.Length == 0 ? [] : rows.GroupBy(row => row[places["source"]].Text))
        {
            paper.Heading(ofSource.Key, isChapter: true);
            ExportCell[][] own = [.. ofSource];
            long[] at = [.. own.Select(row => new DateTimeOffset(row[places["at"]].Utc).ToUnixTimeMilliseconds())];
            foreach (var figure in figures)
            {
                var name = figure.Name[..^MeanEnd.Length];
                IReadOnlyList<double?> Values(string part) => [.. own.Select(row => row[places[name + part]]).Select(cell => cell.IsUnknown ? (double?)null : cell.Number)];
                var title = figure.Title[..^(MeanEnd.Length + 1)];
                PdfChart.Draw(paper, new PdfSeries(title, at, own[0][places["stepSeconds"]].Number * 1000, Values(MeanEnd), Values("Min"), Values("Max"), title.EndsWith("(%)", StringComparison.Ordinal)), zone);
            }
        }
    }

    private static string? TextOf(ExportKind kind, in ExportCell cell, TimeZoneInfo zone) => cell.IsUnknown ? null : kind switch
    {
        ExportKind.Whole => cell.Whole.ToString(CultureInfo.InvariantCulture),
        ExportKind.Number => cell.Number.ToString(CultureInfo.InvariantCulture),
        ExportKind.Truth => cell.Truth ? "yes" : "no",
        ExportKind.Time => PdfNotes.Time(cell.Utc, zone),
        _ => cell.Text,
    };
}
