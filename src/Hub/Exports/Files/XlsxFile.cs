using FlextMonitor.Hub.Exports.Tables;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace FlextMonitor.Hub.Exports.Files;

/// <summary>A workbook: the rows, on as many sheets as they need, and a sheet that says what they are. What is unknown is an empty cell.</summary>
internal sealed class XlsxFile : IExportFile
{
    private const string AboutSheet = "About";
    private const int FactNameWidth = 28;
    private const int FactWidth = 100;

    private readonly int _rowsOfSheet;

    /// <param name="rowsOfSheet">How many rows a sheet holds, with its heading. Excel opens no more than that of the default.</param>
    public XlsxFile(int rowsOfSheet = XlsxSheet.MostRows) => _rowsOfSheet = rowsOfSheet;

    public string ContentType => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public string Extension => "xlsx";

    public async Task WriteAsync(ExportTable table, ExportRows rows, ExportStyle style, ExportStream target, CancellationToken cancellationToken)
    {
        var options = new SpreadCheetahOptions { CompressionLevel = SpreadCheetahCompressionLevel.Fastest };
        var book = await Spreadsheet.CreateNewAsync(target, options, cancellationToken).ConfigureAwait(false);
        await using (book.ConfigureAwait(false))
        {
            var sheet = new XlsxSheet(book, table, style.Zone);
            await sheet.BeginAsync(cancellationToken).ConfigureAwait(false);
            await foreach (var page in rows.PagesAsync().ConfigureAwait(false))
            {
                await target.FlushAsync(cancellationToken).ConfigureAwait(false);
                await target.SwitchAsync();
                foreach (var row in page)
                {
                    if (book.NextRowNumber > _rowsOfSheet)
                    {
                        await sheet.BeginAsync(cancellationToken).ConfigureAwait(false);
                    }

                    await sheet.AddAsync(row, cancellationToken).ConfigureAwait(false);
                }
            }

            await AddAboutAsync(book, table, rows, style, cancellationToken).ConfigureAwait(false);
            await book.FinishAsync(cancellationToken).ConfigureAwait(false);
        }

        await target.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task AddAboutAsync(Spreadsheet book, ExportTable table, ExportRows rows, ExportStyle style, CancellationToken cancellationToken)
    {
        var options = new WorksheetOptions();
        options.Column(1).Width = FactNameWidth;
        options.Column(2).Width = FactWidth;
        await book.StartWorksheetAsync(AboutSheet, options, cancellationToken).ConfigureAwait(false);
        var bold = book.AddStyle(new Style { Font = { Bold = true } });
        IEnumerable<ExportFact> facts = [new("What", table.Title), .. table.Facts(), new("Local times", style.Zone.Id)];
        foreach (var fact in facts)
        {
            await book.AddRowAsync([new Cell(fact.Name, bold), new Cell(XlsxSheet.Fitting(fact.Value))], cancellationToken).ConfigureAwait(false);
        }

        await book.AddRowAsync([new Cell("Rows", bold), new Cell(rows.Count)], cancellationToken).ConfigureAwait(false);
    }
}
