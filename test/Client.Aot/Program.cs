using FlextMonitor.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// Uses every kind of call once against the monitor at the first argument, with the token that is the second, and prints what it received.
var services = new ServiceCollection();
services.AddFlextMonitorClient(options => (options.Address, options.Token) = (new Uri(args[0]), args[1]));
await using var provider = services.BuildServiceProvider();
await Task.WhenAll(provider.GetServices<IHostedService>().Select(service => service.StartAsync(CancellationToken.None)));
var monitor = provider.GetRequiredService<IMonitor>();

var seen = await monitor.WaitForAsync(snapshot => snapshot.Connection.IsConnected && snapshot.Sources.Count > 0);
foreach (var source in seen.Sources.Values)
{
    Console.WriteLine($"{source.Name} is {source.Status?.State}, cpu {source.Figures.CpuUsage.LastKnown}, {source.Executions.Count} runs, components {string.Join(' ', source.Health.Components.Keys)}");
}

Console.WriteLine($"started {(await monitor.RunPipelineAsync("default", "orders")).Id}");
await foreach (var line in monitor.StreamLogsAsync("default", "e1"))
{
    Console.WriteLine($"log {line.Message}");
}

await foreach (var run in monitor.SearchRunsAsync())
{
    Console.WriteLine($"recorded {run.Execution.Id}");
}
