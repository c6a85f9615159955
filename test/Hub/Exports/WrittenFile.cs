using System.Globalization;
using System.IO.Pipelines;
using FlextMonitor.Hub.Exports.Files;
using FlextMonitor.Hub.Exports.Tables;

namespace FlextMonitor.Hub.Tests.Exports;

/// <summary>Writes a table with a column of each kind into memory.</summary>
internal static class WrittenFile
{
    private static readonly (string Name, ExportKind Kind)[] Kinds =
    [
        ("text", ExportKind.Text), ("whole", ExportKind.Whole), ("number", ExportKind.Number), ("truth", ExportKind.Truth), ("at", ExportKind.Time), ("json", ExportKind.Json),
    ];

    /// <summary>A row in which nothing is known, unless said otherwise.</summary>
    public static ExportCell[] Row(string? text = null, long? whole = null, double? number = null, DateTimeOffset? at = null, string? json = null) =>
        [ExportCell.Of(text), ExportCell.Of(whole), ExportCell.Of(number), ExportCell.Unknown, ExportCell.Of(at), ExportCell.Of(json)];

    public static async Task<byte[]> OfAsync(IExportFile file, IEnumerable<ExportCell[]> rows, string zone = "UTC", char delimiter = ',', bool hasMark = false, int pageRows = 1000, Action? onRow = null)
    {
        var table = Table(rows, pageRows, onRow);
        var cancelled = TestContext.Current.CancellationToken;
        using var memory = new MemoryStream();
        var pipe = PipeWriter.Create(memory, new StreamPipeWriterOptions(leaveOpen: true));
        using var turns = new ExportTurns(processors: 1);
        using var turn = await turns.TakeAsync(cancelled);
        await using (var read = await ExportRows.BeginAsync(table, cancelled))
        {
            await file.WriteAsync(table, read, new ExportStyle(TimeZoneInfo.FindSystemTimeZoneById(zone), delimiter, hasMark), new ExportStream(pipe, turn), cancelled);
        }

        await pipe.CompleteAsync();
        return memory.ToArray();
    }

    private static ExportTable<ExportCell[]> Table(IEnumerable<ExportCell[]> rows, int pageRows, Action? onRow) => new()
    {
        Name = "things",
        Title = "Things",
        Scope = "",
        Cells = [.. Kinds.Select((kind, place) => new ExportColumn<ExportCell[]>(kind.Name, kind.Name.ToUpper(CultureInfo.InvariantCulture), kind.Kind, row => Cell(row, place, onRow)))],
        Pages = _ => PagesAsync(rows, pageRows),
        Facts = () => [new ExportFact("Coverage", "unknown")],
    };

    private static ExportCell Cell(ExportCell[] row, int place, Action? onRow)
    {
        if (place == 0)
        {
            onRow?.Invoke();
        }

        return row[place];
    }

    // A store that is asked over the network answers on a thread of the pool.
    private static async IAsyncEnumerable<IEnumerable<ExportCell[]>> PagesAsync(IEnumerable<ExportCell[]> rows, int pageRows)
    {
        foreach (var page in rows.Chunk(pageRows))
        {
            await Task.Yield();
            yield return page;
        }
    }
}
