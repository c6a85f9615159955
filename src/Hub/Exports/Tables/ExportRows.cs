using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Hub.Exports.Tables;

/// <summary>The rows of a table under way. The first page is read before anything is written, so that what cannot be read has an answer of its own.</summary>
internal sealed class ExportRows : IAsyncDisposable
{
    private readonly IAsyncEnumerator<IEnumerable<ExportCell[]>> _pages;
    private readonly CancellationToken _cancelled;
    private bool _hasPage;

    private ExportRows(IAsyncEnumerator<IEnumerable<ExportCell[]>> pages, CancellationToken cancelled) => (_pages, _cancelled) = (pages, cancelled);

    /// <summary>How many rows were handed out.</summary>
    public long Count { get; private set; }

    /// <summary>Reads the first page.</summary>
    /// <param name="table">What to read.</param>
    /// <param name="cancellationToken">Ends the reading, and the enumeration of a page too.</param>
    public static async Task<ExportRows> BeginAsync(ExportTable table, CancellationToken cancellationToken)
    {
        var rows = new ExportRows(table.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken), cancellationToken);
        try
        {
            rows._hasPage = await rows._pages.MoveNextAsync().ConfigureAwait(false);
            return rows;
        }
        catch
        {
            await rows.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The pages, the first of which has been read. Each may be enumerated once.</summary>
    public async IAsyncEnumerable<IEnumerable<ExportCell[]>> PagesAsync()
    {
        while (_hasPage)
        {
            yield return Counted(_pages.Current);
            _hasPage = await _pages.MoveNextAsync().ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    private IEnumerable<ExportCell[]> Counted(IEnumerable<ExportCell[]> page)
    {
        foreach (var row in page)
        {
            // On a busy machine, where each yield gives way to others, the rest of a page may take seconds.
            _cancelled.ThrowIfCancellationRequested();
            Count++;
            RowYield.After(Count);
            yield return row;
        }
    }
}
