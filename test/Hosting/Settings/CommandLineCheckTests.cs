using FlextMonitor.Hosting.Programs;
using FlextMonitor.Hosting.Settings;

namespace FlextMonitor.Hosting.Tests.Settings;

/// <summary>What the configuration would leave out without a word stops the start.</summary>
public sealed class CommandLineCheckTests
{
    private const string Form = " Settings are written --Section:Key=value";

    [Theory]
    [InlineData("--Daemons:0:Address=http://localhost:50051", "--urls", "http://localhost:5000", "/Logs:Level=Debug")]
    [InlineData("--Daemons:0:Token=", "Logs:Level=Debug")]
    [InlineData("--Daemons:0:Token", "-secret")]
    [InlineData("help", "--help")]
    [InlineData("--version")]
    [InlineData]
    public void Validate_SettingsOrHelp_AreTaken(params string[] args) => Should.NotThrow(() => CommandLineCheck.Validate(args));

    [Theory]
    [InlineData("'--Daemons:0:Address' has no value." + Form, "--Daemons:0:Address")]
    [InlineData("'--Daemons:0:Address' has no value." + Form, "--Daemons:0:Address", "--urls=http://localhost:5000")]
    [InlineData("'/Logs:Level' has no value." + Form, "/Logs:Level")]
    [InlineData("Unknown argument 'http://localhost:50051'." + Form, "http://localhost:50051")]
    [InlineData("Unknown argument '-urls=http://localhost:5000'." + Form, "-urls=http://localhost:5000")]
    [InlineData("Unknown argument 'run'." + Form + "; '--urls' has no value." + Form, "--Logs:Level", "Debug", "run", "--urls")]
    public void Validate_SomethingElse_IsRefusedByName(string expected, params string[] args) =>
        Should.Throw<StartException>(() => CommandLineCheck.Validate(args)).Message.ShouldBe(expected);
}
