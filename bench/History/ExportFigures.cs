using System.Globalization;
using System.IO.Pipelines;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Exports.Files;
using FlextMonitor.Hub.Exports.Reports;
using FlextMonitor.Hub.Exports.Tables;
using FlextMonitor.Hub.History.Api;
using FlextMonitor.Hub.Storage;

namespace FlextMonitor.Bench.History;

/// <summary>How long files take, without HTTP: a million runs in each format, and the report of 20 daemons and 30 days.</summary>
internal static class ExportFigures
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchHistory history, Effort effort, CancellationToken cancellationToken)
    {
        await history.Get<IRoomStore<AlertsDbContext>>().MigrateAsync(cancellationToken);
        var runs = string.Create(CultureInfo.InvariantCulture, $"{effort.Times(1_000_000):N0} runs");
        var figures = new List<Figure>();

        // The first file of all finds the database on disk, the others in the system's memory.
        figures.AddRange(await OfTableAsync(history, ExportFormat.Csv, $"{runs} as CSV, the first file after a start", "", cancellationToken));
        figures.AddRange(await OfTableAsync(history, ExportFormat.Csv, $"{runs} as CSV", "20 s at most, 10 s aimed at", cancellationToken));
        figures.AddRange(await OfTableAsync(history, ExportFormat.NdJson, $"{runs} as JSON by line", "20 s at most, 10 s aimed at", cancellationToken));
        figures.AddRange(await OfTableAsync(history, ExportFormat.Xlsx, $"{runs} as XLSX", "60 s at most, 30 s aimed at", cancellationToken));
        var (from, to) = (BenchHistory.Now.AddDays(-30), BenchHistory.Now);
        var query = new HistoryQuery(BenchHistory.Sources, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), ReportCharts.Points, [.. ReportCharts.Figures]);
        var report = history.Get<PeriodReport>();
        figures.AddRange(await MeasureAsync("period report, 20 daemons and 30 days", "4 s at most, 2 s aimed at", "96 MB at most, 64 MB aimed at", () => report.Of(query, Rights.Of([new Grant(Roles.Viewer, [])]), Style()), cancellationToken));
        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> OfTableAsync(BenchHistory history, ExportFormat format, string title, string meant, CancellationToken cancellationToken)
    {
        var query = RunsQuery.Read(new RunsRequest(), out _)! with { Sources = BenchHistory.Sources };
        var table = await history.Get<RunsTable>().OfAsync(query, cancellationToken);
        return await MeasureAsync(title, meant, "64 MB at most, 32 MB aimed at", () => new TableContent(table, format, Style()), cancellationToken);
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(string title, string time, string memory, Func<IExportContent> make, CancellationToken cancellationToken)
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var before = Environment.WorkingSet;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = PeakAsync(ended.Token);
        var counted = new CountingStream();
        var began = TimeProvider.System.GetTimestamp();
        TimeSpan answers;
        await using (var content = make())
        {
            using var turns = new ExportTurns(Environment.ProcessorCount);
            await content.BeginAsync(turns, cancellationToken);
            answers = TimeProvider.System.GetElapsedTime(began);
            var pipe = PipeWriter.Create(counted);
            await turns.RunAsync(turn => content.WriteAsync(new ExportStream(pipe, turn), cancellationToken), cancellationToken);
            await pipe.CompleteAsync();
        }

        var took = TimeProvider.System.GetElapsedTime(began);
        await ended.CancelAsync();
        var extra = await watching - before;
        var size = string.Create(CultureInfo.InvariantCulture, $"{counted.Length / 1_000_000.0:N1} MB");
        return
        [
            new(title, $"{Figure.Seconds(took)}, {size}", time),
            new($"{title}: first byte of the answer", Figure.Milliseconds(answers.TotalMilliseconds), "500 ms at most, 200 ms aimed at"),
            new($"{title}: first byte of the file", Figure.Milliseconds(TimeProvider.System.GetElapsedTime(began, counted.FirstAt).TotalMilliseconds)),
            new($"{title}: memory beyond that before", string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, extra) / 1_048_576.0:N0} MB"), memory),
        ];
    }

    private static ExportStyle Style() => new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Lisbon"), ',', HasByteOrderMark: true);

    /// <summary>The largest working set until it is cancelled.</summary>
    private static async Task<long> PeakAsync(CancellationToken cancellationToken)
    {
        var peak = Environment.WorkingSet;
        using var timer = new PeriodicTimer(Period, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                peak = Math.Max(peak, Environment.WorkingSet);
            }
        }
        catch (OperationCanceledException)
        {
            // The file is written.
        }

        return peak;
    }
}
