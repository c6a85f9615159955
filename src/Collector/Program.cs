using FlextMonitor.Collector;
using Microsoft.Extensions.Options;
using Serilog;

try
{
    var builder = Host.CreateApplicationBuilder(args);
    builder.Services.AddSerilog(log => log
        .ReadFrom.Configuration(builder.Configuration)
        .WriteTo.Console(formatProvider: System.Globalization.CultureInfo.InvariantCulture));
    builder.Services.AddCollector();

    using var host = builder.Build();

    // Before the host does it, which would add a stack to the one line.
    host.Services.GetRequiredService<IStartupValidator>().Validate();
    StandAlone.Announce(host.Services.GetRequiredService<ILogger<StandAlone>>());
    await host.RunAsync();
    return 0;
}
catch (Exception bad) when (bad is OptionsValidationException or InvalidDataException or FormatException)
{
    // Settings that are wrong, a settings file that cannot be read, an argument that is none.
    await Console.Error.WriteLineAsync($"The collector cannot start: {bad.Message}");
    return 1;
}
