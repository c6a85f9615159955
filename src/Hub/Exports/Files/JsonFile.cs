using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlextMonitor.Hub.Exports.Tables;

namespace FlextMonitor.Hub.Exports.Files;

/// <summary>JSON: one array, or an object on each line. What is unknown is null.</summary>
/// <param name="isByLine">Whether each line is an object.</param>
internal sealed class JsonFile(bool isByLine) : IExportFile
{
    // The file is no part of a page, so only what JSON itself demands is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public string ContentType => isByLine ? "application/x-ndjson; charset=utf-8" : "application/json; charset=utf-8";

    public string Extension => isByLine ? "ndjson" : "json";

    public async Task WriteAsync(ExportTable table, ExportRows rows, ExportStyle style, ExportStream target, CancellationToken cancellationToken)
    {
        var names = table.Columns.Select(column => (Utc: JsonEncodedText.Encode(column.Name), Local: JsonEncodedText.Encode(column.LocalName))).ToArray();
        var json = new Utf8JsonWriter((IBufferWriter<byte>)target, Options);
        await using (json.ConfigureAwait(false))
        {
            if (!isByLine)
            {
                target.Write("[\n"u8);
            }

            await foreach (var page in rows.PagesAsync().ConfigureAwait(false))
            {
                await target.FlushAsync(cancellationToken).ConfigureAwait(false);
                await target.SwitchAsync();
                foreach (var row in page)
                {
                    if (!isByLine && rows.Count > 1)
                    {
                        target.Write(",\n"u8);
                    }

                    WriteRow(json, table.Columns, names, row, style.Zone);
                    json.Flush();
                    json.Reset();
                    if (isByLine)
                    {
                        target.Write("\n"u8);
                    }
                }
            }

            if (!isByLine)
            {
                target.Write("\n]\n"u8);
            }
        }

        await target.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static void WriteRow(Utf8JsonWriter json, IReadOnlyList<ExportColumn> columns, (JsonEncodedText Utc, JsonEncodedText Local)[] names, ExportCell[] row, TimeZoneInfo zone)
    {
        json.WriteStartObject();
        for (var column = 0; column < columns.Count; column++)
        {
            var kind = columns[column].Kind;
            json.WritePropertyName(names[column].Utc);
            Write(json, kind, row[column]);
            if (kind == ExportKind.Time)
            {
                json.WritePropertyName(names[column].Local);
                WriteLocal(json, row[column], zone);
            }
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ExportKind kind, in ExportCell cell)
    {
        if (cell.IsUnknown)
        {
            json.WriteNullValue();
            return;
        }

        switch (kind)
        {
            case ExportKind.Whole:
                json.WriteNumberValue(cell.Whole);
                break;
            case ExportKind.Number:
                json.WriteNumberValue(cell.Number);
                break;
            case ExportKind.Truth:
                json.WriteBooleanValue(cell.Truth);
                break;
            case ExportKind.Time:
                WriteTime(json, cell.Utc, LocalTime.UtcFormat);
                break;
            case ExportKind.Json:
                json.WriteRawValue(cell.Text);
                break;
            default:
                json.WriteStringValue(cell.Text);
                break;
        }
    }

    private static void WriteLocal(Utf8JsonWriter json, in ExportCell cell, TimeZoneInfo zone)
    {
        if (cell.IsUnknown)
        {
            json.WriteNullValue();
        }
        else
        {
            WriteTime(json, LocalTime.In(zone, cell.Utc), LocalTime.LocalFormat);
        }
    }

    private static void WriteTime<T>(Utf8JsonWriter json, T time, string format)
        where T : ISpanFormattable
    {
        Span<char> text = stackalloc char[40];
        time.TryFormat(text, out var written, format, System.Globalization.CultureInfo.InvariantCulture);
        json.WriteStringValue(text[..written]);
    }
}
