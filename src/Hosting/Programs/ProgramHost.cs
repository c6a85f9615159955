using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hosting.Programs;

/// <summary>Runs a program's host from its start to its end.</summary>
public static partial class ProgramHost
{
    /// <summary>
    /// Validates the settings, starts the host and waits until it is told to stop. A program that is told to stop before it has started says so on
    /// standard output; that is no failure.
    /// </summary>
    /// <param name="host">The host; the caller disposes of it.</param>
    /// <param name="program">The program, as the subject of a sentence.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong; with several of them it is an <see cref="AggregateException"/>.</exception>
    /// <exception cref="StartException">Nothing can listen at the address that the settings name.</exception>
    public static async Task RunProgramAsync(this IHost host, string program)
    {
        ArgumentNullException.ThrowIfNull(host);

        // Before the start: there the host would log the stack before anybody can explain the failure in one line.
        host.Services.GetService<IStartupValidator>()?.Validate();
        if (await TryStartAsync(host).ConfigureAwait(false))
        {
            await host.WaitForShutdownAsync().ConfigureAwait(false);
        }
        else
        {
            await Console.Out.WriteLineAsync($"{program} was told to stop before it had started").ConfigureAwait(false);
        }
    }

    /// <returns>Whether it has started; <c>false</c> if it was told to stop meanwhile.</returns>
    private static async Task<bool> TryStartAsync(IHost host)
    {
        // Created first: if a service cannot be created, there is nothing to stop, and stopping would fail for the same reason.
        _ = host.Services.GetServices<IHostedService>().Count();
        try
        {
            await host.StartAsync().ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested)
        {
            await host.StopAsync().ConfigureAwait(false);
            return false;
        }
        catch (Exception exception)
        {
            // The services that have started already would otherwise be disposed of while they work.
            await StopAfterFailureAsync(host).ConfigureAwait(false);
            if (exception is SocketException refused && KestrelStartFailure.IsKestrels(refused) && host.Services.GetRequiredService<IConfiguration>()[WebHostDefaults.ServerUrlsKey] is { } urls)
            {
                throw new StartException(KestrelStartFailure.CannotListen($"'{urls}'", refused), refused);
            }

            throw;
        }
    }

    /// <summary>Logs its own failure: the caller must see why the start failed.</summary>
    private static async Task StopAfterFailureAsync(IHost host)
    {
        try
        {
            await host.StopAsync().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Log.NotStopped(host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProgramHost)), failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1004, LogLevel.Error, "After the failed start, what had started already could not be stopped")]
        public static partial void NotStopped(ILogger logger, Exception exception);
    }
}
