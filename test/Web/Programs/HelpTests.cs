using FlextMonitor.Hosting.Settings;
using FlextMonitor.Testing.Processes;

namespace FlextMonitor.Web.Tests.Programs;

/// <summary>Asked for help or its version, the program answers and ends: it opens no port and leaves no file, whatever its settings are.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-?")]
    [InlineData("--Logs:Level=Debug", "--help", "--version")]
    public async Task Help_BesideBadSettings_PrintsUsageAndSettings(params string[] arguments)
    {
        await using var program = ProgramRun.Start(arguments, ("Logs:Format", "xml"), ("Hub:JoinWindow", "soon"), ("ASPNETCORE_URLS", "nowhere"));

        (await program.ExitAsync()).ShouldBe(0, string.Join('\n', program.Errors));

        program.Errors.ShouldBeEmpty();
        program.Output.ShouldContain("Usage: FlextMonitor.Web [--setting=value ...]");
        program.Output.ShouldContain(line => line.Contains("environment variables", StringComparison.Ordinal));
        ShouldHaveStartedNothing(program);
    }

    [Fact]
    public async Task Help_ListsTheSettingsOfAllRooms()
    {
        await using var program = ProgramRun.Start(["--help"]);

        await program.ExitAsync();

        var settings = program.Output.Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]);
        string[] expected =
        [
            "Admin:Email", "Admin:Password", "ConnectionStrings:Monitor", "DataDirectory", "Daemon:Host:Interval", "Daemon:Samples:Seed", "Daemons:0:Address",
            "Hub:AllowedOrigins", "Hub:JoinWindow", "Hub:SlowAfter", "Logs:Format", "Logs:Level", "Page:AssetsBase",
        ];
        expected.ShouldBeSubsetOf(settings);
        settings.Where(setting => setting.Contains(':', StringComparison.Ordinal)).Select(setting => setting.Split(':')[0]).ShouldBeSubsetOf(ProductSections.Names);
    }

    [Fact]
    public async Task Version_IsPrintedAlone()
    {
        await using var program = ProgramRun.Start(["--version"]);

        (await program.ExitAsync()).ShouldBe(0);

        program.Output.ShouldHaveSingleItem().ShouldMatch(@"\AFlextMonitor \d+\.\d+\.\d+\z");
        ShouldHaveStartedNothing(program);
    }

    [Fact]
    public async Task Help_InATemporaryFolderThatCannotHoldASocket_IsPrinted()
    {
        await using var program = ProgramRun.Start(["--help"], ("TMPDIR", "/tmp/" + new string('x', 100)));

        (await program.ExitAsync()).ShouldBe(0, string.Join('\n', program.Errors));

        program.Output.ShouldContain("Usage: FlextMonitor.Web [--setting=value ...]");
    }

    private static void ShouldHaveStartedNothing(ProgramProcess program)
    {
        program.Output.ShouldAllBe(line => !line.StartsWith(MonitorProcess.AddressLine, StringComparison.Ordinal));
        Directory.EnumerateFileSystemEntries(program.Temporary).ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(program.Temporary)!).ShouldHaveSingleItem();
    }
}
