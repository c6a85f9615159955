using System.Globalization;
using FlextMonitor.Hub.Exports.Tables;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace FlextMonitor.Hub.Exports.Files;

/// <summary>The sheets that hold a table's rows, one after the other. A time takes three columns: in UTC, in the zone, and its offset there.</summary>
internal sealed class XlsxSheet
{
    /// <summary>The most rows that Excel opens.</summary>
    public const int MostRows = 1_048_576;

    /// <summary>The longest text that Excel opens in a cell, in characters.</summary>
    private const int LongestText = 32_767;

    private const int LongestName = 31;
    private const string CutMark = "…";
    private const int TextWidth = 24;
    private const int TimeWidth = 23;
    private const int NumberWidth = 14;

    private readonly Spreadsheet _book;
    private readonly ExportTable _table;
    private readonly TimeZoneInfo _zone;
    private readonly StyleId _heading;
    private readonly StyleId _time;
    private readonly Cell[] _cells;
    private readonly string[] _titles;
    private int _sheets;

    public XlsxSheet(Spreadsheet book, ExportTable table, TimeZoneInfo zone)
    {
        (_book, _table, _zone) = (book, table, zone);
        _heading = book.AddStyle(new Style { Font = { Bold = true } });
        _time = book.AddStyle(new Style { Format = NumberFormat.Custom("yyyy-mm-dd hh:mm:ss.000") });
        _titles = [.. table.Columns.SelectMany(column => TitlesOf(column, zone))];
        _cells = new Cell[_titles.Length];
    }

    /// <summary>Begins the next sheet.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        _sheets++;
        var options = new WorksheetOptions { FrozenRows = 1, AutoFilter = new AutoFilterOptions($"A1:{ColumnName(_titles.Length)}{MostRows}") };
        var place = 1;
        foreach (var column in _table.Columns)
        {
            foreach (var width in WidthsOf(column.Kind))
            {
                options.Column(place++).Width = width;
            }
        }

        var name = _table.Title.Length > LongestName - 4 ? _table.Title[..(LongestName - 4)] : _table.Title;
        await _book.StartWorksheetAsync(_sheets == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {_sheets}"), options, cancellationToken).ConfigureAwait(false);
        await _book.AddHeaderRowAsync(_titles, _heading, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask AddAsync(ExportCell[] row, CancellationToken cancellationToken)
    {
        var place = 0;
        for (var column = 0; column < row.Length; column++)
        {
            var (kind, cell) = (_table.Columns[column].Kind, row[column]);
            if (kind == ExportKind.Time)
            {
                AddTime(cell, place);
                place += 3;
            }
            else
            {
                _cells[place++] = cell.IsUnknown ? default : CellOf(kind, cell);
            }
        }

        return _book.AddRowAsync(_cells.AsMemory(), cancellationToken);
    }

    /// <summary>Text that Excel opens: one that is too long is cut.</summary>
    public static string Fitting(string text)
    {
        if (text.Length <= LongestText)
        {
            return text;
        }

        var end = LongestText - CutMark.Length;
        return $"{text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)}{CutMark}";
    }

    private void AddTime(in ExportCell cell, int place)
    {
        if (cell.IsUnknown)
        {
            _cells.AsSpan(place, 3).Clear();
            return;
        }

        var local = LocalTime.In(_zone, cell.Utc);
        _cells[place] = new Cell(cell.Utc, _time);
        _cells[place + 1] = new Cell(local.DateTime, _time);
        _cells[place + 2] = new Cell(LocalTime.OffsetText(local.Offset));
    }

    private static Cell CellOf(ExportKind kind, in ExportCell cell) => kind switch
    {
        ExportKind.Whole => new Cell(cell.Whole),
        ExportKind.Number => new Cell(cell.Number),
        ExportKind.Truth => new Cell(cell.Truth),
        _ => new Cell(Fitting(cell.Text)),
    };

    private static IEnumerable<string> TitlesOf(ExportColumn column, TimeZoneInfo zone) =>
        column.Kind == ExportKind.Time ? [$"{column.Title} (UTC)", $"{column.Title} ({zone.Id}, local)", $"{column.Title} (offset)"] : [column.Title];

    private static IEnumerable<int> WidthsOf(ExportKind kind) => kind switch
    {
        ExportKind.Time => [TimeWidth, TimeWidth, NumberWidth],
        ExportKind.Text or ExportKind.Json => [TextWidth],
        _ => [NumberWidth],
    };

    // A, B, … Z, AA, …
    private static string ColumnName(int number) => number <= 26 ? $"{(char)('A' + number - 1)}" : $"{ColumnName((number - 1) / 26)}{(char)('A' + ((number - 1) % 26))}";
}
