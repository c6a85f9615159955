using FlextMonitor.Hub.Exports.Files;

namespace FlextMonitor.Hub.Exports.Reports;

/// <summary>A report as a file. It is built whole before any of it is sent.</summary>
/// <param name="name">What it is, as a word of file names.</param>
/// <param name="scope">Its daemons and its range, as a part of the file's name.</param>
/// <param name="build">Writes the document, and returns how many rows it holds.</param>
internal sealed class ReportContent(string name, string scope, Func<Stream, CancellationToken, Task<long>> build) : IExportContent
{
    private readonly MemoryStream _document = new();

    public string Name => name;

    public string Scope => scope;

    public string Extension => "pdf";

    public string ContentType => "application/pdf";

    public long Rows { get; private set; }

    /// <summary>The document, once it was begun.</summary>
    public byte[] Document => _document.ToArray();

    public async Task BeginAsync(CancellationToken cancellationToken) => Rows = await build(_document, cancellationToken).ConfigureAwait(false);

    public async Task WriteAsync(ExportStream target, CancellationToken cancellationToken)
    {
        _document.Position = 0;
        await _document.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
        await target.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _document.DisposeAsync();
}
