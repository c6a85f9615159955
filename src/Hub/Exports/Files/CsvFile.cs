using System.Globalization;
using System.Text;
using FlextMonitor.Hub.Exports.Tables;
using nietras.SeparatedValues;

namespace FlextMonitor.Hub.Exports.Files;

/// <summary>CSV by RFC 4180, in UTF-8. What is unknown is an empty field.</summary>
internal sealed class CsvFile : IExportFile
{
    /// <summary>The delimiters that may be chosen, by their names.</summary>
    public static readonly IReadOnlyDictionary<string, char> Delimiters = new Dictionary<string, char>(StringComparer.Ordinal)
    {
        ["comma"] = ',',
        ["semicolon"] = ';',
        ["tab"] = '\t',
        ["pipe"] = '|',
    };

    private const string LineEnd = "\r\n";

    /// <summary>Spreadsheet programs take text that begins with one of these for a formula.</summary>
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    public string ContentType => "text/csv; charset=utf-8; header=present";

    public string Extension => "csv";

    public async Task WriteAsync(ExportTable table, ExportRows rows, ExportStyle style, ExportStream target, CancellationToken cancellationToken)
    {
        if (style.HasByteOrderMark)
        {
            target.Write(Encoding.UTF8.Preamble);
        }

        var text = new Utf8BufferText(target) { NewLine = LineEnd };
        await using (text.ConfigureAwait(false))
        {
            // The heading is a row like others: that of the library could not name a column twice, nor an empty one.
            var csv = new Sep(style.Delimiter).Writer(options => options with { Escape = true, WriteHeader = false, CultureInfo = CultureInfo.InvariantCulture }).To(text, leaveOpen: true);
            await using (csv.ConfigureAwait(false))
            {
                WriteHeading(csv, table.Columns);
                await foreach (var page in rows.PagesAsync().ConfigureAwait(false))
                {
                    await target.FlushAsync(cancellationToken).ConfigureAwait(false);
                    await target.SwitchAsync();
                    foreach (var row in page)
                    {
                        WriteRow(csv, table.Columns, row, style.Zone);
                    }

                    csv.Flush();
                }
            }
        }

        await target.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static void WriteHeading(SepWriter csv, IReadOnlyList<ExportColumn> columns)
    {
        using var line = csv.NewRow();
        var place = 0;
        foreach (var column in columns)
        {
            line[place++].Set(column.Name);
            if (column.Kind == ExportKind.Time)
            {
                line[place++].Set(column.LocalName);
            }
        }
    }

    private static void WriteRow(SepWriter csv, IReadOnlyList<ExportColumn> columns, ExportCell[] row, TimeZoneInfo zone)
    {
        using var line = csv.NewRow();
        var place = 0;
        for (var column = 0; column < columns.Count; column++)
        {
            var kind = columns[column].Kind;
            Write(line[place++], kind, row[column]);
            if (kind == ExportKind.Time)
            {
                WriteLocal(line[place++], row[column], zone);
            }
        }
    }

    private static void Write(SepWriter.Col field, ExportKind kind, in ExportCell cell)
    {
        if (cell.IsUnknown)
        {
            field.Set("");
            return;
        }

        switch (kind)
        {
            case ExportKind.Whole:
                field.Format(cell.Whole);
                break;
            case ExportKind.Number:
                field.Format(cell.Number);
                break;
            case ExportKind.Truth:
                field.Set(cell.Truth ? "true" : "false");
                break;
            case ExportKind.Time:
                field.Format(cell.Utc, LocalTime.UtcFormat);
                break;
            default:
                field.Set(Guarded(cell.Text));
                break;
        }
    }

    private static void WriteLocal(SepWriter.Col field, in ExportCell cell, TimeZoneInfo zone)
    {
        if (cell.IsUnknown)
        {
            field.Set("");
        }
        else
        {
            field.Format(LocalTime.In(zone, cell.Utc), LocalTime.LocalFormat);
        }
    }

    private static string Guarded(string text) => text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
}
