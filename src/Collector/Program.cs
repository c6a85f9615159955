using FlextMonitor.Collector;
using Microsoft.Extensions.Options;
using Serilog;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSerilog(log => log
    .ReadFrom.Configuration(builder.Configuration)
    .WriteTo.Console(formatProvider: System.Globalization.CultureInfo.InvariantCulture));
builder.Services.AddCollector();

using var host = builder.Build();
try
{
    // Before the host does it, which would add a stack to the one line.
    host.Services.GetRequiredService<IStartupValidator>().Validate();
    StandAlone.Announce(host.Services.GetRequiredService<ILogger<StandAlone>>());
    await host.RunAsync();
    return 0;
}
catch (OptionsValidationException bad)
{
    await Console.Error.WriteLineAsync(bad.Message);
    return 1;
}
