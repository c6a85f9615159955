using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Bench.Page;

// Measures the page in Chromium at ten updates a second. log: the log of a run with a million lines instead. heap: only what the page holds after an hour, and writes no document. trial: short, and writes no document. --minutes=N: how long the page stays open; 0 skips that.
const string MinutesOption = "--minutes=";
var effort = new Effort(args.Contains("trial"));
var machine = Machine.Describe(TimeProvider.System);
var minutes = args.FirstOrDefault(argument => argument.StartsWith(MinutesOption, StringComparison.Ordinal)) is { } option
    ? double.Parse(option[MinutesOption.Length..], CultureInfo.InvariantCulture)
    : effort.IsTrial ? 0.5 : 60;
var isHeapAlone = args.Contains("heap");
if (args.Contains("log"))
{
    await LogFigures.RunAsync(effort, machine);
    return;
}

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

var figures = new List<Figure>();
var folder = MonitorServer.EmptyDataFolder();
await using (var daemon = await BusyDaemon.StartAsync())
await using (var host = await MonitorServer.StartAsync(daemon.Address, folder, interrupted.Token, BusyDaemon.Settings))
await using (var browser = await SignedInBrowser.StartAsync(host))
{
    if (!isHeapAlone)
    {
        Take(await LoadFigures.MeasureAsync(browser, effort));
        Take(await ReloadFigures.MeasureAsync(browser, effort));
        Take(await RangeFigures.MeasureAsync(browser, effort));
        Take(await UpdateFigures.MeasureAsync(browser, effort, interrupted.Token));
        Take(await FleetFigures.MeasureAsync(daemon.Address, effort, interrupted.Token));
    }

    if (minutes > 0)
    {
        Take(await HeapFigures.MeasureAsync(browser, TimeSpan.FromMinutes(minutes), interrupted.Token));
    }
}

Directory.Delete(folder, recursive: true);
if (isHeapAlone)
{
    return;
}

await using (var daemon = await BusyDaemon.StartAsync())
{
    Take(await DashboardFigures.MeasureAsync(daemon.Address, effort, interrupted.Token));
}

if (!effort.IsTrial)
{
    var lines = figures.Select(figure => $"| {figure.Title} | {figure.Value} | {figure.Meant} |");
    MarkedSection.Write(BenchPaths.PerformanceDocument, "page", $"{machine}\n\n| figure | measured | meant, or replaced |\n|---|---|---|\n{string.Join('\n', lines)}");
}

void Take(IReadOnlyList<Figure> taken)
{
    figures.AddRange(taken);
    foreach (var figure in taken)
    {
        Console.WriteLine($"{figure.Title}: {figure.Value}");
    }
}
