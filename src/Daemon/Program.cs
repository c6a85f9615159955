using FlextMonitor.Daemon;
using Microsoft.Extensions.Options;

try
{
    await using var application = DaemonApplication.Create(args);
    await application.RunAsync();
    return 0;
}
catch (Exception invalid) when (invalid is OptionsValidationException or AggregateException { InnerException: OptionsValidationException })
{
    // One line that names the key, what it holds and what it may hold, rather than a stack.
    await Console.Error.WriteLineAsync(invalid is AggregateException several
        ? string.Join("; ", several.InnerExceptions.Select(one => one.Message))
        : invalid.Message);
}
catch (InvalidOperationException unreadable) when (unreadable.InnerException is FormatException or ArgumentException)
{
    await Console.Error.WriteLineAsync(unreadable.Message);
}
catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{taken.Message} Choose another address with --urls.");
}

return 1;
