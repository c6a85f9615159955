using FlextMonitor.Hosting.Programs;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts;
using FlextMonitor.Hub.Dashboards;
using FlextMonitor.Hub.Exports;
using FlextMonitor.Hub.History;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Storage;
using FlextMonitor.Hub.Storage.Moving;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Tests.Storage.Moving;

/// <summary>What the SQLite files hold is moved to PostgreSQL, everything or nothing.</summary>
public sealed class StoreMoveTests(PostgresServer server) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("move-test-");
    private readonly List<MovedTable> _moved = [];
    private IHost _files = null!;
    private IHost _database = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _files = Stores();
        _database = Stores(await server.CreateDatabaseAsync());
        foreach (var store in StoresOf(_files))
        {
            await store.MigrateAsync(Cancelled);
        }
    }

    [Fact]
    public async Task Move_EveryTable_HoldsTheSameRowsAndGoesOnCounting()
    {
        await FillAsync();

        (await MoveAsync()).ShouldBeEmpty();

        foreach (var (store, type) in await TablesAsync(_files))
        {
            await using var from = await store.CreateContextAsync(Cancelled);
            var target = StoresOf(_database).Single(other => other.GetType() == store.GetType());
            await using var to = await target.CreateContextAsync(Cancelled);
            var rows = await new FilledTable(from, type).ReadAsync(Cancelled);
            rows.ShouldNotBeEmpty(type.DisplayName());
            var arrived = new FilledTable(to, StoreMove.InOrder(to).Single(other => other.ClrType == type.ClrType));
            (await arrived.ReadAsync(Cancelled)).ShouldBe(rows, type.DisplayName());
            _moved.ShouldContain(new MovedTable(type.GetTableName()!, rows.Count));
            await arrived.AddNextAsync(Cancelled);
        }
    }

    [Fact]
    public async Task Tables_HaveNoColumnThatTheirRowsLack() =>
        (await TablesAsync(_files)).SelectMany(table => table.Type.GetProperties()).Where(property => property.IsShadowProperty()).ShouldBeEmpty("the move copies what a row holds");

    [Fact]
    public async Task Move_MoreRowsThanAreCopiedAtOnce_MovesAll()
    {
        await using (var history = await HistoryAsync(_files))
        {
            history.Sources.Add(new SourceRow { Name = "one", FilledAt = DateTimeOffset.UnixEpoch, StoredUntil = DateTimeOffset.UnixEpoch });
            await history.SaveChangesAsync(Cancelled);
            history.KeptSince.AddRange(Enumerable.Range(0, 2_500).Select(part => new KeptSinceRow { Part = $"{part}" }));
            await history.SaveChangesAsync(Cancelled);
        }

        await MoveAsync();

        _moved.ShouldContain(new MovedTable("KeptSince", 2_500));
    }

    [Fact]
    public async Task Move_ToADatabaseWithRows_IsRefusedAndNamesATable()
    {
        await FillAsync();
        await MoveAsync();
        _moved.Clear();

        (await Should.ThrowAsync<StartException>(MoveAsync)).Message.ShouldMatch("^the PostgreSQL database holds data already: its table [A-Za-z]+ has rows. Name an empty database$");

        _moved.ShouldBeEmpty();
    }

    [Fact]
    public async Task Move_ARowThatTheDatabaseRefuses_LeavesNothingThere()
    {
        await FillAsync();
        await using (var history = await HistoryAsync(_files))
        {
            await history.Sources.ExecuteUpdateAsync(rows => rows.SetProperty(row => row.Name, row => row.Name + new string('x', 100)), Cancelled);
        }

        (await Should.ThrowAsync<StartException>(MoveAsync)).Message.ShouldStartWith("nothing was moved: the server answers 22001: value too long");

        foreach (var (store, type) in (await TablesAsync(_database)).Where(table => !table.Type.GetSeedData().Any()))
        {
            await using var to = await store.CreateContextAsync(Cancelled);
            (await new FilledTable(to, type).ReadAsync(Cancelled)).ShouldBeEmpty(type.DisplayName());
        }
    }

    [Fact]
    public async Task Move_WhileTheMonitorRuns_IsRefused()
    {
        using var other = Stores();
        var move = () => other.Services.GetRequiredService<StoreMove>().MoveAsync(_database.Services.GetRequiredService<StoreMove>(), _moved.Add, Cancelled);

        (await Should.ThrowAsync<OptionsValidationException>(move)).Message.ShouldContain("a SQLite database serves one process. Stop that one");
    }

    [Fact]
    public async Task Move_ToAFile_IsRefused()
    {
        using var other = Stores($"Data Source={Path.Combine(_folder.FullName, "other.db")}");

        var move = () => _files.Services.GetRequiredService<StoreMove>().MoveAsync(other.Services.GetRequiredService<StoreMove>(), _moved.Add, Cancelled);

        (await Should.ThrowAsync<StartException>(move)).Message.ShouldStartWith("it is not a PostgreSQL database that is to take the data.");
    }

    [Fact]
    public async Task Move_WithoutAHistory_MovesTheRestAndSaysSo()
    {
        File.Delete(Path.Combine(_folder.FullName, "history.db"));

        (await MoveAsync()).ShouldHaveSingleItem().ShouldMatch("^there is no database that can be written at '.*history.db'$");

        _moved.Select(table => table.Name).ShouldContain("AspNetUsers");
        _moved.Select(table => table.Name).ShouldNotContain("Runs");
    }

    [Fact]
    public async Task Move_FromPostgres_IsRefused()
    {
        var move = () => _database.Services.GetRequiredService<StoreMove>().MoveAsync(_database.Services.GetRequiredService<StoreMove>(), _moved.Add, Cancelled);

        (await Should.ThrowAsync<StartException>(move)).Message.ShouldStartWith("there is nothing to move: ConnectionStrings:Monitor names a PostgreSQL database");
    }

    public ValueTask DisposeAsync()
    {
        _files.Dispose();
        _database.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static IReadOnlyList<IStore> StoresOf(IHost host) => [.. host.Services.GetServices<IStore>()];

    private static async Task<IReadOnlyList<(IStore Store, IEntityType Type)>> TablesAsync(IHost host)
    {
        var tables = new List<(IStore, IEntityType)>();
        foreach (var store in StoresOf(host))
        {
            await using var context = await store.CreateContextAsync(Cancelled);
            tables.AddRange(StoreMove.InOrder(context).Select(type => (store, type)));
        }

        return tables;
    }

    private static Task<HistoryDbContext> HistoryAsync(IHost host) => host.Services.GetRequiredService<IDbContextFactory<HistoryDbContext>>().CreateDbContextAsync(Cancelled);

    private async Task FillAsync()
    {
        foreach (var (store, type) in (await TablesAsync(_files)).OrderBy(table => table.Type.GetSeedData().Any()))
        {
            await using var context = await store.CreateContextAsync(Cancelled);
            await new FilledTable(context, type).AddAsync(Cancelled);
        }
    }

    private Task<IReadOnlyList<string>> MoveAsync() => _files.Services.GetRequiredService<StoreMove>().MoveAsync(_database.Services.GetRequiredService<StoreMove>(), _moved.Add, Cancelled);

    private IHost Stores(string? connectionString = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = _folder.FullName });
        builder.Configuration.AddInMemoryCollection([new("DataDirectory", _folder.FullName), new("ConnectionStrings:Monitor", connectionString)]);
        builder.Services.AddAccess().AddAlerts().AddDashboards().AddHistory().AddExports();
        return builder.Build();
    }
}
