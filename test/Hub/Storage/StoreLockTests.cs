using FlextMonitor.Hosting.Programs;
using FlextMonitor.Hub.Storage;
using FlextMonitor.Hub.Tests.Storage.Notes;
using FlextMonitor.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Tests.Storage;

/// <summary>One process at a time uses a SQLite file, and what a killed one left there stops nobody.</summary>
public sealed class StoreLockTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-lock-test-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string DatabaseFile => Path.Combine(_folder.FullName, "shared.db");

    private (string Key, string Value) Setting => ("ConnectionStrings:Monitor", $"Data Source={DatabaseFile};Pooling=False");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Start_OfASecondHost_IsRefusedWithWhoUsesTheFile_UntilTheFirstEnds()
    {
        var first = await StoreHost.StartAsync(NotesDbContext.Add, Setting);

        var refused = await Should.ThrowAsync<OptionsValidationException>(() => StoreHost.StartAsync(NotesDbContext.Add, Setting));

        refused.Failures.ShouldHaveSingleItem().ShouldBe(
            $"ConnectionStrings:Monitor must be a SQLite database that can be written, but process {Environment.ProcessId} on {Environment.MachineName} uses '{DatabaseFile}', and a SQLite database serves one process. "
            + "Stop that one, give this one a DataDirectory of its own, or use PostgreSQL");
        await first.DisposeAsync();
        await using var next = await StoreHost.StartAsync(NotesDbContext.Add, Setting);
    }

    [Fact]
    public async Task Start_AfterAnotherWasKilledWhileItMigrated_GoesOnAtOnceAndSaysSo()
    {
        await ExecuteAsync("""
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2026-03-04 12:00:00+00:00');
            """);
        var log = new RecordedLog();

        await using var host = await StoreHost.StartAsync(
            services =>
            {
                NotesDbContext.Add(services);
                services.AddLogging(logging => logging.AddProvider(log.CreateProvider()));
            },
            Setting);

        await using var context = await host.Services.GetRequiredService<IDbContextFactory<NotesDbContext>>().CreateDbContextAsync(Cancelled);
        (await context.Notes.CountAsync(Cancelled)).ShouldBe(0);
        log.Entries.ShouldContain(entry => entry.Message == "An earlier start was killed while it brought the tables of ConnectionStrings:Monitor up to date; this one goes on where it stopped");
    }

    [Fact]
    public void TryTake_WhereTheFileCannotBeOpened_SaysWhy_AndBlamesNobody()
    {
        using (StoreLock.TryTake(DatabaseFile))
        {
            // Its files stay, as after each run.
        }

        var lockFile = Path.Combine(_folder.FullName, ".shared.db.lock");
        File.Delete(lockFile);
        Directory.CreateDirectory(lockFile);

        Should.Throw<StartException>(() => StoreLock.TryTake(DatabaseFile)).Message.ShouldStartWith($"the lock of '{DatabaseFile}' cannot be taken: ");
    }

    [Fact]
    public void TryTake_WhereTheHolderCannotBeNoted_TakesTheLock()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, ".shared.db.holder"));

        using var held = StoreLock.TryTake(DatabaseFile).ShouldNotBeNull();

        StoreLock.TryTake(DatabaseFile).ShouldBeNull();
        StoreLock.HolderOf(DatabaseFile).ShouldBe("another process");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection(Setting.Value);
        await connection.OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
