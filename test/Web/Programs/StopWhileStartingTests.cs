using System.Net;
using System.Net.Sockets;

namespace FlextMonitor.Web.Tests.Programs;

/// <summary>A signal to stop that comes while the program starts is no failure.</summary>
public sealed class StopWhileStartingTests
{
    [Fact]
    public async Task Start_ToldToStopWhileItWaitsForTheStore_EndsWithOneLineAndCode0()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using (var program = ProgramRun.Start(("ConnectionStrings:Monitor", $"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Database=monitor;Username=monitor")))
        {
            // Said by what starts just before the store is brought up to date.
            await program.LineAsync("Serving this host's figures");

            var code = await program.StopAsync();

            code.ShouldBe(0, string.Join('\n', [.. program.Output, .. program.Errors]));
            program.Errors.ShouldBeEmpty();
            program.Output[^1].ShouldBe("FlextMonitor was told to stop before it had started");
            program.Output.ShouldAllBe(line => !line.Contains("Exception", StringComparison.Ordinal) && !line.Contains(" ERR]", StringComparison.Ordinal) && !line.Contains(" FTL]", StringComparison.Ordinal));
            Directory.EnumerateFileSystemEntries(program.Temporary).ShouldBeEmpty();
        }
    }
}
