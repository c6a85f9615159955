using FlextMonitor.Client;
using FlextMonitor.Examples.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddFlextMonitorClient(options =>
{
    options.Address = new Uri(builder.Configuration["MONITOR_URL"] ?? throw new InvalidOperationException("MONITOR_URL is not set."));
    options.Token = builder.Configuration["MONITOR_TOKEN"];
});
builder.Services.AddSingleton<HttpClient>();
builder.Services.AddHostedService<FailurePoster>();
await builder.Build().RunAsync();
