using System.Runtime.Versioning;
using FlextMonitor.Hub.Storage;
using FlextMonitor.Hub.Tests.Storage.Notes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Tests.Storage;

[SupportedOSPlatform("linux")]
public sealed class SqliteStoreTests
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private static readonly StoreName Disposable = new("History", "notes") { SurvivesPowerFailure = false };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_WithoutASetting_MakesAFileOfTheStoresName_ForItsOwnerAlone()
    {
        await using var host = await StoreHost.StartAsync(services => NotesDbContext.Add(services, Disposable));

        var file = Path.Combine(host.DataDirectory, "history.db");
        File.Exists(file).ShouldBeTrue();
        (File.GetUnixFileMode(file) & Others).ShouldBe(UnixFileMode.None);
        File.Exists(Path.Combine(host.DataDirectory, "monitor.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task Start_WithAFileThatTheSettingsName_KeepsItsMode_AndWritesAhead()
    {
        var folder = Directory.CreateTempSubdirectory("store-test-");
        var file = Path.Combine(folder.FullName, "mine.db");
        await File.WriteAllBytesAsync(file, [], Cancelled);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        await using (var host = await StoreHost.StartAsync(NotesDbContext.Add, ("ConnectionStrings:Monitor", $"Data Source={file};Pooling=False")))
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            (await PragmaAsync<string>(host, "journal_mode")).ShouldBe("wal");
        }

        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task Connection_OfAStore_SyncsAsTheStoreNeeds_AndWaitsForOtherWriters(bool survivesPowerFailure, int synchronous)
    {
        await using var host = await StoreHost.StartAsync(services => NotesDbContext.Add(services, survivesPowerFailure ? StoreName.Monitor : Disposable));

        (await PragmaAsync<long>(host, "synchronous")).ShouldBe(synchronous);
        (await PragmaAsync<long>(host, "busy_timeout")).ShouldBe(5000);
    }

    [Fact]
    public async Task Start_WithAFileThatIsNoDatabase_SaysSo()
    {
        var folder = Directory.CreateTempSubdirectory("store-test-");
        var file = Path.Combine(folder.FullName, "text.db");
        await File.WriteAllTextAsync(file, string.Join('\n', Enumerable.Repeat("This is text.", 1000)), Cancelled);

        var refused = await Should.ThrowAsync<OptionsValidationException>(() => StoreHost.StartAsync(NotesDbContext.Add, ("ConnectionStrings:Monitor", $"Data Source={file};Pooling=False")));

        refused.Failures.ShouldHaveSingleItem().ShouldStartWith("ConnectionStrings:Monitor must be a SQLite database that can be written, but SQLite Error 26: 'file is not a database'");
        folder.Delete(recursive: true);
    }

    private static async Task<T> PragmaAsync<T>(StoreHost host, string name)
    {
        await using var context = await host.Services.GetRequiredService<IDbContextFactory<NotesDbContext>>().CreateDbContextAsync(Cancelled);
        await context.Database.OpenConnectionAsync(Cancelled);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return (T)(await command.ExecuteScalarAsync(Cancelled))!;
    }
}
