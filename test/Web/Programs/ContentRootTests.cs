namespace FlextMonitor.Web.Tests.Programs;

/// <summary>Where the program takes relative paths from.</summary>
public sealed class ContentRootTests
{
    [Theory]
    [InlineData("ASPNETCORE_CONTENTROOT")]
    [InlineData("DOTNET_CONTENTROOT")]
    public async Task Start_FromElsewhereWithAContentRoot_TakesThatOne(string variable)
    {
        var root = Directory.CreateTempSubdirectory("content-root-test-");
        await using (var program = ProgramRun.Start((variable, root.FullName), ("DataDirectory", "kept")))
        {
            await program.AddressAsync();
            var line = await program.LineAsync("Its data are in ");

            line.ShouldBe($"Its data are in {Path.Combine(root.FullName, "kept")}");
            File.Exists(Path.Combine(root.FullName, "kept", "monitor.db")).ShouldBeTrue();
        }

        root.Delete(recursive: true);
    }
}
