using FlextMonitor.Daemon;

try
{
    await using var application = DaemonApplication.Create(args);
    await application.RunAsync();
    return 0;
}
catch (Exception failure) when (StartFailure.Explain(failure) is not null)
{
    await Console.Error.WriteLineAsync(StartFailure.Explain(failure));
    return 1;
}
