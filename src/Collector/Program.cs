using System.Globalization;
using FlextMonitor.Collector;
using FlextMonitor.Hosting.Programs;
using FlextMonitor.Hosting.Settings;
using Serilog;

try
{
    var info = new ProgramInfo
    {
        Name = "FlextMonitor Collector",
        Executable = "FlextMonitor.Collector",
        Summary = "Watches FLEXT daemons in a process of its own, for the hubs at the same Redis. FlextMonitor.Web contains it: run that program to see what it collects.",
        Example = "--ConnectionStrings:Redis=localhost:6379 --Daemons:0:Address=http://localhost:50051",
    };
    CommandLineCheck.Validate(args);
    var builder = ProgramInfo.IsRequested(args) ? Host.CreateEmptyApplicationBuilder(settings: null) : Host.CreateApplicationBuilder(args);
    builder.Services.AddSerilog(log => log.ReadFrom.Configuration(builder.Configuration).WriteTo.Console(formatProvider: CultureInfo.InvariantCulture));
    builder.Services.AddCollector();
    builder.Services.AddUnknownSettingsCheck(FrameworkSettings.Worker("Serilog"));
    builder.Services.AddHostedService<StandAloneWarning>();
    if (info.TryPrint(args, builder.Services))
    {
        return 0;
    }

    using var host = builder.Build();
    await host.RunProgramAsync("The collector");
    return 0;
}
catch (Exception failure) when (StartFailure.Explain(failure) is { } explanation)
{
    return await StartFailure.ReportAsync("The collector", explanation);
}
