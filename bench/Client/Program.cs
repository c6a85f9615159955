using FlextMonitor.Bench.Client;
using FlextMonitor.Bench.Kit.Measuring;

// The .NET client beside a bare connection. The hub is a process of its own (this program with "serve"), so that only the client's work is counted.
if (args is ["serve"])
{
    await MessageServer.RunAsync();
    return;
}

var isTrial = args is ["trial"];
var machine = Machine.Describe(TimeProvider.System);
await using var server = await ServerUnderTest.StartAsync();
var figures = await Measurements.TakeAsync(server.Address, new Effort(isTrial));
var table = string.Join('\n', [machine, "", "| figure | measured | must; aim |", "|---|---|---|", .. figures.Select(figure => $"| {figure.Title} | {figure.Value} | {figure.Meant} |")]);
Console.WriteLine(table);
if (!isTrial)
{
    MarkedSection.Write(BenchPaths.PerformanceDocument, "client", table);
}
