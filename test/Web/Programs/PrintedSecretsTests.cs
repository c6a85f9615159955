using FlextMonitor.Testing.Processes;

namespace FlextMonitor.Web.Tests.Programs;

/// <summary>Every test with a real program fails if that prints a credential.</summary>
public sealed class PrintedSecretsTests
{
    private const string Password = "correct horse battery";

    [Theory]
    [InlineData("the password is correct horse battery")]
    [InlineData("made fxm_0123456789abcdefghijklmnopqrstuvwxyz")]
    [InlineData("cookie CfDJ8LDs_tV1bABAtm5Pz2Q9_u-LAamaHk8ab_hAuJ")]
    [InlineData("GET /hubs/dashboard?access_token=abcdefgh1234")]
    public async Task Dispose_OfAProgramThatPrintedOne_Fails(string line)
    {
        var program = ProgramProcess.StartCommand("echo", [line], ("Admin:Password", Password));
        await program.ExitAsync();

        await Should.ThrowAsync<InvalidOperationException>(async () => await program.DisposeAsync());
    }

    [Fact]
    public async Task Dispose_OfAProgramThatPrintedNone_DoesNot()
    {
        var program = ProgramProcess.StartCommand("echo", ["GET /hubs/dashboard 101"], ("Admin:Password", Password));
        await program.ExitAsync();

        await Should.NotThrowAsync(async () => await program.DisposeAsync());
    }
}
