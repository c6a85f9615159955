using System.Text;
using System.Text.Json;
using CsvHelper;
using ExcelDataReader;

namespace FlextMonitor.Hub.Tests.Exports;

/// <summary>Reads files by libraries that did not write them. Each row is a map from the column's name to what stands there; null where nothing does.</summary>
internal static class ExportFiles
{
    // The reader of workbooks asks for an encoding of old workbooks, whatever it reads.
    static ExportFiles() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static List<Dictionary<string, object?>> Csv(byte[] file, char separator = ',')
    {
        using var csv = Open(file, separator);
        var rows = new List<Dictionary<string, object?>>();
        while (csv.Read())
        {
            rows.Add(csv.Headers.Index().ToDictionary(header => header.Item, header => csv.GetString(header.Index) is { Length: > 0 } value ? (object?)value : null));
        }

        return rows;
    }

    /// <summary>What stands in one column, row by row.</summary>
    public static IEnumerable<string> CsvColumn(byte[] file, string name)
    {
        using var csv = Open(file, ',');
        while (csv.Read())
        {
            yield return csv.GetString(Array.IndexOf([.. csv.Headers], name));
        }
    }

    public static List<Dictionary<string, object?>> Json(byte[] file) => [.. JsonSerializer.Deserialize<JsonElement[]>(file)!.Select(Values)];

    public static List<Dictionary<string, object?>> NdJson(byte[] file) =>
        [.. Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Values(JsonSerializer.Deserialize<JsonElement>(line)))];

    /// <summary>The sheets in their order. The first row of each is its heading.</summary>
    public static List<(string Name, List<string> Titles, List<object?[]> Rows)> Xlsx(byte[] file)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(file));
        var sheets = new List<(string, List<string>, List<object?[]>)>();
        do
        {
            var rows = new List<object?[]>();
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(place => reader.GetValue(place))]);
            }

            sheets.Add((reader.Name, [.. rows[0].Select(title => title?.ToString() ?? "")], rows[1..]));
        }
        while (reader.NextResult());

        return sheets;
    }

    /// <summary>What a sheet that says what the others are tells of something.</summary>
    public static string Fact(byte[] file, string name)
    {
        var about = Xlsx(file)[^1];
        return about.Rows.Prepend([.. about.Titles]).Single(row => (string?)row[0] == name)[1]!.ToString()!;
    }

    private static CsvReader Open(byte[] file, char separator)
    {
        // Strictly UTF-8: the reader itself would replace what is not.
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
        return CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = true,
            TrimWhitespace = false,
            MalformedData = CsvMalformedDataHandling.Throw,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
        });
    }

    private static Dictionary<string, object?> Values(JsonElement row) => row.EnumerateObject().ToDictionary(
        field => field.Name,
        field => field.Value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number => (object?)field.Value.GetDouble(),
            JsonValueKind.True or JsonValueKind.False => field.Value.GetBoolean(),
            JsonValueKind.String => field.Value.GetString(),
            _ => field.Value.GetRawText(),
        });
}
