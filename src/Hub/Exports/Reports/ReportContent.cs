using FlextMonitor.Hub.Exports.Files;

namespace FlextMonitor.Hub.Exports.Reports;

/// <summary>A report as a file. It is built whole before any of it is sent.</summary>
/// <param name="name">What it is, as a word of file names.</param>
/// <param name="scope">Its daemons and its range, as a part of the file's name.</param>
/// <param name="build">Writes the document, and returns how many rows it holds.</param>
internal sealed class ReportContent(string name, string scope, Func<Stream, CancellationToken, Task<long>> build) : IExportContent
{
    /// <summary>How long <see cref="BeginAsync"/> waits for the document: what fails sooner has an answer of its own, and nobody waits longer for the beginning of the answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150);

    private readonly MemoryStream _document = new();
    private Task? _building;

    public string Name => name;

    public string Scope => scope;

    public string Extension => "pdf";

    public string ContentType => "application/pdf";

    public long Rows { get; private set; }

    public async Task BeginAsync(ExportTurns turns, CancellationToken cancellationToken)
    {
        var building = Start(turns, cancellationToken);
        await building.WaitAsync(Patience, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (building.IsCompleted)
        {
            await building.ConfigureAwait(false);
        }
    }

    public async Task WriteAsync(ExportStream target, CancellationToken cancellationToken)
    {
        await target.AwaitAsync(_building!, cancellationToken).ConfigureAwait(false);
        _document.Position = 0;
        await _document.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
        await target.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The whole document.</summary>
    /// <param name="turns">It is laid out by one of them.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<byte[]> BuildAsync(ExportTurns turns, CancellationToken cancellationToken)
    {
        await Start(turns, cancellationToken).ConfigureAwait(false);
        return _document.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        // It may still write into the document.
        await (_building ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _document.DisposeAsync().ConfigureAwait(false);
    }

    private Task Start(ExportTurns turns, CancellationToken cancellationToken) =>
        _building ??= turns.RunAsync(async _ => Rows = await build(_document, cancellationToken).ConfigureAwait(false), cancellationToken);
}
