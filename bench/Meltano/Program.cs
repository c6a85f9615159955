using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Bench.Meltano;
using FlextMonitor.Bench.Page;
using FlextMonitor.Testing;

// Measures how Meltano projects are served, on real processes. trial: short and small, and writes no document.
var effort = new Effort(args.Contains("trial"));
var machine = Machine.Describe(TimeProvider.System);
using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

var figures = new List<Figure>();
await using (var server = new PostgresServer())
{
    foreach (var project in new[] { await BenchProject.CreateSqliteAsync(), await BenchProject.CreatePostgresAsync(server) })
    {
        using (project)
        {
            await MeasureAsync(project);
        }
    }
}

Take(await LogFigures.MeasureAsync(effort, interrupted.Token));

if (!effort.IsTrial)
{
    var lines = figures.Select(figure => $"| {figure.Title} | {figure.Value} | {figure.Meant} |");
    MarkedSection.Write(BenchPaths.PerformanceDocument, "meltano", $"{machine}\n\n| figure | measured | meant |\n|---|---|---|\n{string.Join('\n', lines)}");
}

async Task MeasureAsync(BenchProject project)
{
    await project.FillAsync(effort.Times(100_000));
    Take(await ListFigures.MeasureAsync(project, effort, interrupted.Token));
    var folder = MonitorServer.EmptyDataFolder();
    await using (var host = await MonitorServer.StartAsync(daemonAddress: null, folder, interrupted.Token, project.Settings))
    {
        Take(await RestFigures.MeasureAsync(project, host, effort, interrupted.Token));
        await using var browser = await SignedInBrowser.StartAsync(host);
        Take(await PageFigures.MeasureAsync(project, browser, effort, interrupted.Token));
    }

    Directory.Delete(folder, recursive: true);
}

void Take(IReadOnlyList<Figure> taken)
{
    figures.AddRange(taken);
    foreach (var figure in taken)
    {
        Console.WriteLine($"{figure.Title}: {figure.Value}");
    }
}
