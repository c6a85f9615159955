using FlextMonitor.Daemon;
using FlextMonitor.Hosting.Programs;

try
{
    var info = new ProgramInfo
    {
        Name = "FlextMonitor Daemon",
        Executable = "FlextMonitor.Daemon",
        Summary = "A FLEXT daemon that serves the CPU and memory figures of this host and sample pipelines, over gRPC (HTTP/2 without TLS for http://). It listens on --urls, by default http://localhost:50051.",
        Example = "--urls=http://localhost:50051",
    };
    var builder = DaemonApplication.CreateBuilder(args);
    if (info.TryPrint(args, builder.Services))
    {
        return 0;
    }

    await using var application = builder.Build();
    application.MapDaemonOfItsOwn();
    await application.RunProgramAsync("The daemon");
    return 0;
}
catch (Exception failure) when (StartFailure.Explain(failure, KestrelStartFailure.Explain) is { } explanation)
{
    return await StartFailure.ReportAsync("The daemon", explanation);
}
