using FlextMonitor.Testing.Web;

namespace FlextMonitor.Web.Tests.Programs;

/// <summary><c>FlextMonitor.Web move</c> with arguments that it cannot use.</summary>
public sealed class MoveCommandTests
{
    [Theory]
    [InlineData("move")]
    [InlineData("move", "--to")]
    [InlineData("move", "Host=localhost")]
    public async Task Move_WithoutADatabase_SaysWhatToName(params string[] arguments)
    {
        var program = await InProcessProgram.RunAsync(arguments);

        program.Code.ShouldBe(1);
        program.Errors.ShouldHaveSingleItem().ShouldBe("FlextMonitor cannot start: name the database: move --to \"Host=…\", and then the settings of the monitor");
    }

    [Fact]
    public async Task Move_ToSomethingElse_SaysWhatAPostgresStringIs()
    {
        var folder = Directory.CreateTempSubdirectory("move-test-");
        try
        {
            var program = await InProcessProgram.RunAsync(["move", "--to", "localhost"], ("DataDirectory", folder.FullName));

            program.Code.ShouldBe(1);
            program.Errors.ShouldHaveSingleItem().ShouldContain("ConnectionStrings:Monitor must be a SQLite connection string such as Data Source=monitor.db, or a PostgreSQL one such as Host=");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
