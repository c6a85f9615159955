using System.Runtime.CompilerServices;

namespace FlextMonitor.Hub.Exports.Tables;

/// <summary>A table to be written into a file. Its rows are read once, page by page, while they are written.</summary>
internal abstract class ExportTable
{
    /// <summary>What it holds, as a word of addresses and file names, such as <c>runs</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it holds, for people.</summary>
    public required string Title { get; init; }

    /// <summary>What its range and its daemons are, as a part of a file's name; may be empty.</summary>
    public required string Scope { get; init; }

    public abstract IReadOnlyList<ExportColumn> Columns { get; }

    /// <summary>Reads the rows, page by page. A row has a cell for each column, and is valid until the next one is read.</summary>
    public abstract IAsyncEnumerable<IEnumerable<ExportCell[]>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Range, filters and coverage, in the order in which they are shown. Some are known only after all rows were read.</summary>
    public required Func<IReadOnlyList<ExportFact>> Facts { get; init; }
}

/// <summary>A table of rows of one type.</summary>
internal sealed class ExportTable<TRow> : ExportTable
{
    public required IReadOnlyList<ExportColumn<TRow>> Cells { get; init; }

    /// <summary>Reads the rows, page by page.</summary>
    public required Func<CancellationToken, IAsyncEnumerable<IEnumerable<TRow>>> Pages { get; init; }

    public override IReadOnlyList<ExportColumn> Columns => Cells;

    public override async IAsyncEnumerable<IEnumerable<ExportCell[]>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in Pages(cancellationToken).ConfigureAwait(false))
        {
            yield return CellsOf(page);
        }
    }

    private IEnumerable<ExportCell[]> CellsOf(IEnumerable<TRow> page)
    {
        var cells = new ExportCell[Cells.Count];
        foreach (var row in page)
        {
            for (var place = 0; place < cells.Length; place++)
            {
                cells[place] = Cells[place].Of(row);
            }

            yield return cells;
        }
    }
}
