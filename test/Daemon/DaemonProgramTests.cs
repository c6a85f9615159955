using System.Diagnostics;
using FlextMonitor.Testing;

namespace FlextMonitor.Daemon.Tests;

/// <summary>The daemon as a program of its own.</summary>
public sealed class DaemonProgramTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("--urls=nowhere", "--help")]
    public async Task Main_Help_PrintsUsageAndSettingsAndStartsNoServer(params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(arguments);

        exitCode.ShouldBe(0, errors);
        errors.ShouldBeEmpty();
        output.ShouldContain("Usage: FlextMonitor.Daemon [--setting=value ...]");
        output.ShouldContain("Daemon:Samples:History ");
        output.ShouldContain("number of runs kept, 20 to 10000 (500)");
        output.ShouldContain("environment variables");
        output.ShouldContain("listens on --urls, by default http://localhost:50051");
    }

    [Fact]
    public async Task Main_Version_PrintsIt()
    {
        var (exitCode, output, _) = await RunAsync("--version");

        exitCode.ShouldBe(0);
        output.ShouldMatch(@"\AFlextMonitor Daemon \d+\.\d+\.\d+\r?\n\z");
    }

    [Theory]
    [InlineData("--Deamon:Samples:Seed=2", "The daemon cannot start: Unknown setting 'Deamon'. Did you mean 'Daemon'? Known settings: Daemon, Meltano, and those of ASP.NET Core such as Kestrel, Logging and urls")]
    [InlineData("--urls=http://192.0.2.1:5000", "The daemon cannot start: nothing can listen at 'http://192.0.2.1:5000': ")]
    [InlineData("--Daemon:Host:DiskPath:0=/tmp", "The daemon cannot start: Unknown setting 'Daemon:Host:DiskPath:0'. 'Daemon:Host:DiskPath' holds one value, not a list")]
    [InlineData("--Daemon=on", "The daemon cannot start: 'Daemon' is a section and holds no value of its own. Its settings: Daemon:Host, Daemon:Samples")]
    [InlineData("--Daemon:Samples=on", "The daemon cannot start: 'Daemon:Samples' is a section and holds no value of its own. Its settings: Daemon:Samples:Seed, ")]
    public async Task Main_BadSetting_SaysSoInOneLine(string argument, string beginning)
    {
        var (exitCode, output, errors) = await RunAsync(argument);

        exitCode.ShouldBe(1, output);
        errors.TrimEnd().ShouldStartWith(beginning);
        errors.TrimEnd().ShouldNotContain('\n');
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var program = Process.Start(new ProcessStartInfo("dotnet", [typeof(DaemonApplication).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = program.StandardOutput.ReadToEndAsync();
        var errors = program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync().WaitAsync(Limit);
        return (program.ExitCode, await output.DefaultTimeout(), await errors.DefaultTimeout());
    }
}
