using FlextMonitor.Hub.Exports.Tables;

namespace FlextMonitor.Hub.Exports.Files;

/// <summary>A table as a file.</summary>
internal sealed class TableContent(ExportTable table, ExportFormat format, ExportStyle style) : IExportContent
{
    private static readonly Dictionary<ExportFormat, IExportFile> Files = new()
    {
        [ExportFormat.Csv] = new CsvFile(),
        [ExportFormat.Json] = new JsonFile(isByLine: false),
        [ExportFormat.NdJson] = new JsonFile(isByLine: true),
        [ExportFormat.Xlsx] = new XlsxFile(),
        [ExportFormat.Pdf] = new PdfFile(),
    };

    private ExportRows? _rows;

    public string Name => table.Name;

    public string Scope => table.Scope;

    public string Extension => Files[format].Extension;

    public string ContentType => Files[format].ContentType;

    public long Rows => _rows?.Count ?? 0;

    public Task BeginAsync(ExportTurns turns, CancellationToken cancellationToken) =>
        turns.RunAsync(async _ => _rows = await ExportRows.BeginAsync(table, cancellationToken).ConfigureAwait(false), cancellationToken);

    public Task WriteAsync(ExportStream target, CancellationToken cancellationToken) => Files[format].WriteAsync(table, _rows!, style, target, cancellationToken);

    public ValueTask DisposeAsync() => _rows?.DisposeAsync() ?? ValueTask.CompletedTask;
}
