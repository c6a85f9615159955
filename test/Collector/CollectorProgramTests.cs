using System.Diagnostics;
using System.Runtime.InteropServices;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Collector.Tests;

/// <summary>The collector as a separate program.</summary>
public sealed class CollectorProgramTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("collector-program-test-").FullName;

    [Fact]
    public async Task Main_OneDaemon_WarnsThatNothingReceivesItsValuesWatchesAndStops()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        using var program = Start($"--Daemons:0:Address={daemon.Address}", "--Daemons:0:Token=secret-token", $"--DataDirectory={_data}");

        var output = await LinesUntilAsync(program.StandardOutput, $"is {SourceState.Live}");
        Interrupt(program);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken).DefaultTimeout();

        output.ShouldContain(line => line.Contains("nothing receives what it collects", StringComparison.Ordinal));
        output.ShouldNotContain(line => line.Contains("secret-token", StringComparison.Ordinal));
        program.ExitCode.ShouldBe(0);
        File.Exists(Path.Combine(_data, "collector.epoch")).ShouldBeTrue();
    }

    [Fact]
    public async Task Main_NoDaemon_ReportsInOneLineWhatIsMissing()
    {
        var (exitCode, error) = await RunAsync();

        exitCode.ShouldBe(1);
        error.ShouldBe("The collector cannot start: Daemons is empty, but must hold at least one entry, such as Daemons:0:Address=http://localhost:50051");
    }

    [Fact]
    public async Task Main_BadSettings_ReportsInOneLineWhichAndTheAllowedValues()
    {
        var (exitCode, error) = await RunAsync("--Daemons:0:Address=nowhere", "--Daemons:0:ExecutionLimit=0");

        exitCode.ShouldBe(1);
        error.ShouldBe(
            "The collector cannot start: Daemons:0:Address is 'nowhere', but must be http://host:port, https://host:port or unix:/path/to/socket; "
            + "Daemons:0:ExecutionLimit is '0', but must be a whole number from 1 to 1000");
    }

    [Fact]
    public async Task Main_SettingsFileCannotBeRead_ReportsItInOneLine()
    {
        var file = Path.Combine(_data, "appsettings.json");
        await File.WriteAllTextAsync(file, "{\n  not json", TestContext.Current.CancellationToken);

        var (exitCode, error) = await RunAsync();

        exitCode.ShouldBe(1);
        error.ShouldStartWith($"The collector cannot start: Failed to load configuration from file '{file}'. Line 2, column 3: 'n' is an invalid start of a property name.");
        error.ShouldNotContain('\n');
    }

    [Fact]
    public async Task Main_MisspeltSection_SaysInOneLineWhichWasMeant()
    {
        var (exitCode, error) = await RunAsync("--Deamons:0:Address=http://localhost:1", "--Daemons:0:Address=http://localhost:1");

        exitCode.ShouldBe(1);
        error.ShouldBe(
            "The collector cannot start: Unknown setting 'Deamons'. Did you mean 'Daemons'? "
            + "Known settings: Cluster, ConnectionStrings, Daemons, DataDirectory, and those of .NET such as contentRoot, environment and Serilog");
    }

    [Theory]
    [InlineData("--help", "Usage: FlextMonitor.Collector [--setting=value ...]")]
    [InlineData("--help", "Daemons:0:Interval ")]
    [InlineData("--version", "FlextMonitor Collector ")]
    public async Task Main_HelpOrVersion_PrintsItAndWatchesNothing(string argument, string part)
    {
        await File.WriteAllTextAsync(Path.Combine(_data, "appsettings.json"), "{ not json", TestContext.Current.CancellationToken);
        using var program = Start(argument);

        var output = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).DefaultTimeout();
        await program.WaitForExitAsync(TestContext.Current.CancellationToken).DefaultTimeout();

        program.ExitCode.ShouldBe(0);
        output.ShouldContain(part);
        Directory.EnumerateFileSystemEntries(_data).ShouldHaveSingleItem();
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private static async Task<List<string>> LinesUntilAsync(StreamReader output, string expected)
    {
        var lines = new List<string>();
        while (await output.ReadLineAsync().DefaultTimeout() is { } line)
        {
            lines.Add(line);
            if (line.Contains(expected, StringComparison.Ordinal))
            {
                return lines;
            }
        }

        throw new InvalidOperationException($"It ended without printing '{expected}', but: {string.Join('\n', lines)}");
    }

    private static void Interrupt(Process program)
    {
        const int Interrupted = 2;
        Kill(program.Id, Interrupted).ShouldBe(0);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);

    private async Task<(int ExitCode, string Error)> RunAsync(params string[] arguments)
    {
        using var program = Start(arguments);
        var error = await program.StandardError.ReadToEndAsync().DefaultTimeout();
        await program.WaitForExitAsync().DefaultTimeout();
        return (program.ExitCode, error.TrimEnd());
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CollectorRegistration).Assembly.Location, .. arguments])
        {
            WorkingDirectory = _data,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }
}
