using FlextMonitor.Bench.Figures;
using FlextMonitor.Bench.Figures.Cluster;
using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Bench.Kit.Measuring;

// Measures the whole host on its real process. trial: short, and writes no document.
var effort = new Effort(args.Contains("trial"));
var machine = Machine.Describe(TimeProvider.System);
using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

if (args.Contains("door"))
{
    await DoorRun.RunAsync(DoorRun.EarlierBuild(args), effort, interrupted.Token);
    return;
}

var figures = new List<Figure>();
if (args.Contains("alerts"))
{
    Take(await AlertFigures.MeasureAsync(effort, interrupted.Token));
    Write("alerts");
    return;
}

if (args.Contains("cluster"))
{
    foreach (var part in ClusterParts.Of(args))
    {
        Take(await part.Measure(effort, interrupted.Token));
        Write(part.Section);
        figures.Clear();
    }

    return;
}

await using var daemon = await StampedDaemon.StartAsync();
Take(await DaemonFigures.HealthCheckAsync(effort, interrupted.Token));
Take(await StartFigures.CommandAsync(interrupted.Token));
Take(await StartFigures.ProcessAsync(daemon.Address, effort, interrupted.Token));
var folder = MonitorServer.EmptyDataFolder();
// One token asks for everything.
await using (var host = await MonitorServer.StartAsync(daemon.Address, folder, interrupted.Token, ("Limits__RequestsPerSession", "1000000")))
{
    Take(await StartFigures.RestAsync(host, effort, interrupted.Token));
    Take(await HubFigures.LatencyAsync(host, effort, interrupted.Token));
    Take(await HubFigures.DaemonCallsAsync(host, daemon, effort, interrupted.Token));
    Take(await HttpFigures.StatsAsync(host, effort, interrupted.Token));
}

Directory.Delete(folder, recursive: true);

Write("figures");

void Write(string section)
{
    if (!effort.IsTrial)
    {
        var lines = figures.Select(figure => $"| {figure.Title} | {figure.Value} | {figure.Meant} |");
        MarkedSection.Write(BenchPaths.PerformanceDocument, section, $"{machine}\n\n| figure | measured | meant, or replaced |\n|---|---|---|\n{string.Join('\n', lines)}");
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
