using Microsoft.Data.Sqlite;

namespace FlextMonitor.Web.Tests.Programs;

/// <summary><c>FlextMonitor.Web verify-audit</c>, beside a monitor that runs.</summary>
public sealed class VerifyAuditTests
{
    private const string Good = "verify-audit: all entries are as they were written: 2, from number 1 on. The hash of the last one is ";

    [Fact]
    public async Task VerifyAudit_SaysHowManyEntriesAreGood_AndNamesTheFirstThatIsNot()
    {
        // The set-up by the settings, and the sign-in.
        await using var host = await MonitorHost.StartAsync();
        using var service = await host.ServiceAsync();
        await using var good = ProgramRun.Start(["verify-audit"], ("DataDirectory", host.DataDirectory));
        (await good.ExitAsync()).ShouldBe(0);
        await TamperAsync(host);
        await using var bad = ProgramRun.Start(["verify-audit"], ("DataDirectory", host.DataDirectory));

        (await bad.ExitAsync()).ShouldBe(1);

        good.Output.ShouldHaveSingleItem().ShouldStartWith(Good);
        bad.Errors.ShouldContain("verify-audit: entry 2 was changed. Entries before it that are as they were written: 1");
        bad.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task VerifyAudit_InAFolderWithoutAStore_IsRefused_AndMakesNothing()
    {
        var folder = Directory.CreateTempSubdirectory("verify-audit-test-");
        await using (var program = ProgramRun.Start(["verify-audit"], ("DataDirectory", folder.FullName)))
        {
            (await program.ExitAsync()).ShouldBe(1);

            program.Errors.ShouldHaveSingleItem().ShouldContain("does not have the tables of this release. Start the monitor of this release once");
        }

        folder.GetFileSystemInfos().ShouldBeEmpty();
        folder.Delete(recursive: true);
    }

    private static async Task TamperAsync(MonitorHost host)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(host.DataDirectory, "monitor.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "DROP TRIGGER \"AuditEntries_NoUpdate\"; UPDATE \"AuditEntries\" SET \"Who\" = 'nobody' WHERE \"Number\" = 2";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
