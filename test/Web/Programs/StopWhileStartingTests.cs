using Microsoft.Data.Sqlite;

namespace FlextMonitor.Web.Tests.Programs;

/// <summary>A signal to stop that comes while the program starts is no failure.</summary>
public sealed class StopWhileStartingTests
{
    [Fact]
    public async Task Start_ToldToStopWhileItWaitsForTheStore_EndsWithOneLineAndCode0()
    {
        var data = Directory.CreateTempSubdirectory("stop-while-starting-test-");
        LockMigrations(Path.Combine(data.FullName, "monitor.db"));
        await using (var program = ProgramRun.Start(("DataDirectory", data.FullName)))
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

        data.Delete(recursive: true);
    }

    /// <summary>As another process does while it brings the store up to date; the program waits for it.</summary>
    private static void LockMigrations(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2026-03-04 12:00:00+00:00');
            """;
        command.ExecuteNonQuery();
    }
}
