using System.IO.Compression;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Hosting.Programs;
using FlextMonitor.Hub.History;
using FlextMonitor.Hub.Storage.Backup;
using FlextMonitor.Hub.Tests.Live;
using FlextMonitor.Hub.Tests.Storage.Notes;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Hub.Tests.Storage;

/// <summary>A backup holds all that the data directory does, and puts it back.</summary>
public sealed class StoreBackupTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backup-test-");
    private IHost _monitor = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder.FullName, "data");

    private string Database => Path.Combine(Data, "monitor.db");

    private string Backup => Path.Combine(_folder.FullName, "monitor.backup");

    private string Key => Path.Combine(Data, "keys", "key.xml");

    public async ValueTask InitializeAsync()
    {
        _monitor = Monitor();
        await _monitor.StartAsync(Cancelled).DefaultTimeout();
        Directory.CreateDirectory(Path.GetDirectoryName(Key)!);
        await File.WriteAllTextAsync(Key, "first", Cancelled);
        await AddAsync(1);
    }

    [Fact]
    public async Task Backup_OfARunningMonitor_HoldsWhatACopyByHandLacks()
    {
        await using var reading = await ContextAsync();
        (await reading.Notes.CountAsync(Cancelled)).ShouldBe(1);
        await reading.Database.OpenConnectionAsync(Cancelled);
        await AddAsync(2);
        var copy = Path.Combine(_folder.FullName, "copy.db");
        File.Copy(Database, copy);

        await Backups.WriteAsync(Backup, Cancelled);

        (await NotesAsync(copy)).ShouldBe([1]);
        ZipFile.ExtractToDirectory(Backup, Path.Combine(_folder.FullName, "unpacked"));
        (await NotesAsync(Path.Combine(_folder.FullName, "unpacked", "monitor.db"))).ShouldBe([1, 2]);
        File.ReadAllText(Path.Combine(_folder.FullName, "unpacked", "keys", "key.xml")).ShouldBe("first");
        _folder.EnumerateFileSystemInfos().ShouldAllBe(entry => !entry.Name.StartsWith('.'), "nothing is left beside the file");
    }

    [Fact]
    public async Task Restore_PutsBackWhatWasThere_AndKeepsWhatItReplaces()
    {
        await Backups.WriteAsync(Backup, Cancelled);
        await AddAsync(2);
        await File.WriteAllTextAsync(Key, "second", Cancelled);
        await _monitor.StopAsync(Cancelled);

        var former = await Backups.RestoreAsync(Backup, Cancelled);

        (await NotesAsync(Database)).ShouldBe([1]);
        (await NotesAsync(Path.Combine(former!, "monitor.db"))).ShouldBe([1, 2]);
        (File.ReadAllText(Key), File.ReadAllText(Path.Combine(former!, "keys", "key.xml"))).ShouldBe(("first", "second"));
    }

    [Fact]
    public async Task Restore_IntoAnEmptyDirectory_ReplacesNothing()
    {
        await Backups.WriteAsync(Backup, Cancelled);
        await _monitor.StopAsync(Cancelled);
        Directory.Delete(Data, recursive: true);
        Directory.CreateDirectory(Data);

        (await Backups.RestoreAsync(Backup, Cancelled)).ShouldBeNull();

        (await NotesAsync(Database)).ShouldBe([1]);
    }

    [Fact]
    public async Task Restore_WhileTheMonitorRuns_IsRefused_AndNothingChanges()
    {
        await Backups.WriteAsync(Backup, Cancelled);
        await AddAsync(2);
        await using var reading = await ContextAsync();
        await reading.Database.OpenConnectionAsync(Cancelled);
        (await reading.Notes.CountAsync(Cancelled)).ShouldBe(2);

        var refusal = await Should.ThrowAsync<StartException>(() => Backups.RestoreAsync(Backup, Cancelled));

        refusal.Message.ShouldBe($"'{Database}' is in use. Stop the monitor first");
        (await reading.Notes.CountAsync(Cancelled)).ShouldBe(2);
    }

    [Fact]
    public async Task Backup_WithoutAHistoryThatCanBeCopied_HoldsTheRest_AndRestoresIt()
    {
        var history = Path.Combine(Data, "history.db");
        using var both = Monitor(services => services.AddFakeDaemon().AddMemoryFeed().AddHistory());
        var backups = both.Services.GetRequiredService<StoreBackups>();
        (await backups.WriteAsync(Backup, Cancelled)).ShouldBe([$"there is no '{history}'"]);
        await File.WriteAllTextAsync(history, string.Join('\n', Enumerable.Repeat("This is text.", 1000)), Cancelled);
        (await backups.WriteAsync(Backup + "2", Cancelled)).ShouldHaveSingleItem().ShouldStartWith($"'{history}' cannot be copied: ");
        await AddAsync(2);
        await _monitor.StopAsync(Cancelled);

        await backups.RestoreAsync(Backup + "2", Cancelled);

        (await NotesAsync(Database)).ShouldBe([1]);
        File.ReadAllText(history).ShouldStartWith("This is text.", Case.Sensitive, "what the backup lacks stays");
    }

    [Fact]
    public async Task Backup_OfAHistoryInPostgres_LeavesItOutAndSaysSo()
    {
        using var both = Monitor(services => services.AddFakeDaemon().AddMemoryFeed().AddHistory(), ("ConnectionStrings:History", "Host=db;Database=monitor"));

        (await both.Services.GetRequiredService<StoreBackups>().WriteAsync(Backup, Cancelled))
            .ShouldBe(["ConnectionStrings:History is in PostgreSQL, which this does not copy: use pg_dump"]);
    }

    [Fact]
    public async Task Restore_ThatFailsInTheMiddle_ChangesNothing()
    {
        await Backups.WriteAsync(Backup, Cancelled);
        await AddAsync(2);
        await _monitor.StopAsync(Cancelled);

        // The last file cannot go where it belongs.
        var folder = Directory.CreateDirectory(Path.Combine(Data, "unpacked")).FullName;
        ZipFile.ExtractToDirectory(Backup, folder);
        var refusal = Should.Throw<StartException>(() => BackupEntries.Exchange(folder, Data, [("monitor.db", Database), ("keys/key.xml", Path.Combine(Data, "missing", "history.db"))]));

        refusal.Message.ShouldStartWith("the files cannot be exchanged, and nothing has changed: ");
        (await NotesAsync(Database)).ShouldBe([1, 2]);
        File.Exists(Path.Combine(folder, "monitor.db")).ShouldBeTrue();
        Directory.EnumerateDirectories(Data, "before-restore-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Restore_OfWhatIsNoBackup_IsRefused()
    {
        await RefusedAsync($"there is no file '{Backup}'");

        await File.WriteAllTextAsync(Backup, "This is text.", Cancelled);
        await RefusedAsync($"'{Backup}' is not a backup, or is damaged");

        Pack(("notes.txt", "This is text."));
        await RefusedAsync($"'{Backup}' is not a backup of this monitor: it holds no monitor.db");

        Pack(("monitor.db", "This is text."));
        await RefusedAsync($"monitor.db in '{Backup}' is damaged: SQLite Error 26: 'file is not a database'.");
        (await NotesAsync(Database)).ShouldBe([1]);
    }

    [Fact]
    public async Task Restore_OfAnEntryThatLeadsOutOfTheFolder_LeavesItOut()
    {
        await Backups.WriteAsync(Backup, Cancelled);
        await _monitor.StopAsync(Cancelled);
        using (var archive = ZipFile.Open(Backup, ZipArchiveMode.Update))
        {
            archive.CreateEntry("keys/../../evil");
            archive.CreateEntry("../evil");
        }

        await Backups.RestoreAsync(Backup, Cancelled);

        _folder.EnumerateFiles("evil", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Backup_ThatCannotBeWritten_SaysWhy()
    {
        await File.WriteAllTextAsync(Backup, "mine", Cancelled);
        (await Should.ThrowAsync<StartException>(() => Backups.WriteAsync(Backup, Cancelled))).Message.ShouldBe($"'{Backup}' exists already. Choose another name, or delete it first");

        using var elsewhere = Monitor(("ConnectionStrings:Monitor", "Host=db;Database=monitor"));
        (await Should.ThrowAsync<StartException>(() => elsewhere.Services.GetRequiredService<StoreBackups>().WriteAsync(Backup + "2", Cancelled)))
            .Message.ShouldStartWith("ConnectionStrings:Monitor is in PostgreSQL, which this does not copy.");

        using var empty = Monitor(("ConnectionStrings:Monitor", $"Data Source={Path.Combine(Data, "none.db")}"));
        (await Should.ThrowAsync<StartException>(() => empty.Services.GetRequiredService<StoreBackups>().WriteAsync(Backup + "2", Cancelled)))
            .Message.ShouldStartWith($"there is no '{Path.Combine(Data, "none.db")}'.");
    }

    public async ValueTask DisposeAsync()
    {
        await _monitor.StopAsync();
        _monitor.Dispose();
        _folder.Delete(recursive: true);
    }

    private StoreBackups Backups => _monitor.Services.GetRequiredService<StoreBackups>();

    private IHost Monitor(params (string Key, string Value)[] settings) => Monitor(_ => { }, settings);

    private IHost Monitor(Action<IServiceCollection> add, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = _folder.FullName });
        builder.Configuration.AddInMemoryCollection([new("DataDirectory", Data), new("ConnectionStrings:Monitor", $"Data Source={Database};Pooling=False")]);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)));
        NotesDbContext.Add(builder.Services);
        add(builder.Services);
        return builder.Build();
    }

    private async Task RefusedAsync(string message) => (await Should.ThrowAsync<StartException>(() => Backups.RestoreAsync(Backup, Cancelled))).Message.ShouldBe(message);

    private void Pack(params (string Name, string Text)[] entries)
    {
        File.Delete(Backup);
        using var archive = ZipFile.Open(Backup, ZipArchiveMode.Create);
        foreach (var (name, text) in entries)
        {
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            writer.Write(text);
        }
    }

    private async Task AddAsync(int id)
    {
        await using var context = await ContextAsync();
        context.Notes.Add(new Note { Id = id, WrittenAt = Messages.Noon });
        await context.SaveChangesAsync(Cancelled);
    }

    private Task<NotesDbContext> ContextAsync() => _monitor.Services.GetRequiredService<IDbContextFactory<NotesDbContext>>().CreateDbContextAsync(Cancelled);

    private async Task<List<int>> NotesAsync(string file)
    {
        using var other = Monitor(("ConnectionStrings:Monitor", $"Data Source={file};Pooling=False"));
        await using var context = await other.Services.GetRequiredService<IDbContextFactory<NotesDbContext>>().CreateDbContextAsync(Cancelled);
        return await context.Notes.OrderBy(note => note.Id).Select(note => note.Id).ToListAsync(Cancelled);
    }
}
