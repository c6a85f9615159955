using FlextMonitor.Bench.History;
using FlextMonitor.Bench.Kit.Measuring;

// Measures history on a database of 400 days, 20 daemons and a million runs, which is made once and kept. exports: files of it instead; with live only what they cost live figures, and it writes no document. trial: a small one, made each time; writes no document.
var effort = new Effort(args.Contains("trial"));
var machine = Machine.Describe(TimeProvider.System);
using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

var file = Path.Combine(BenchPaths.Artifacts, effort.IsTrial ? "history-trial.db" : "history.db");
Directory.CreateDirectory(BenchPaths.Artifacts);
if (effort.IsTrial)
{
    File.Delete(file);
}

var figures = new List<Figure>();
if (args.Contains("exports"))
{
    if (!args.Contains("live"))
    {
        await using var history = await BenchHistory.OpenAsync(file, effort, interrupted.Token);
        Take(await ExportFigures.MeasureAsync(history, effort, interrupted.Token));
    }

    Take(await LiveBesideExports.MeasureAsync(effort, interrupted.Token));
    if (!args.Contains("live"))
    {
        WriteTable("exports");
    }

    return;
}

await using (var history = await BenchHistory.OpenAsync(file, effort, interrupted.Token))
{
    Take(await SizeFigures.MeasureAsync(file, history, interrupted.Token));
}

Take(await OpenFigures.MeasureAsync(file, effort, interrupted.Token));
await using (var history = await BenchHistory.OpenAsync(file, effort, interrupted.Token))
{
    Take(await WriteFigures.MeasureAsync(history, effort, interrupted.Token));
    Take(await QueryFigures.MeasureAsync(history, effort, interrupted.Token));
    Take(await PreviewFigures.MeasureAsync(history, effort, interrupted.Token));
}

Take(await PurgeFigures.MeasureAsync(file, effort, interrupted.Token));
WriteTable("history");

void WriteTable(string section)
{
    if (!effort.IsTrial)
    {
        var lines = figures.Select(figure => $"| {figure.Title} | {figure.Value} | {figure.Meant} |");
        MarkedSection.Write(BenchPaths.PerformanceDocument, section, $"{machine}\n\n| figure | measured | meant |\n|---|---|---|\n{string.Join('\n', lines)}");
    }
}

void Take(IReadOnlyList<Figure> taken)
{
    figures.AddRange(taken);
    foreach (var figure in taken)
    {
        Console.WriteLine($"{figure.Title}: {figure.Value}");
    }
}
