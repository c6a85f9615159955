using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Storage;
using FlextMonitor.Hub.Tests.Storage.Notes;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace FlextMonitor.Hub.Tests.Storage;

public sealed class PostgresStoreTests(PostgresServer server)
{
    private const string Key = "ConnectionStrings:Monitor";
    private const string Secret = "hunter2-never-shown";
    private const string Requirement = "ConnectionStrings:Monitor must be a PostgreSQL database that can be reached and changed, but ";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_OfAnotherStoreWithoutASetting_IsInTheMonitorsDatabase()
    {
        var monitor = await server.CreateDatabaseAsync();

        await using var host = await StoreHost.StartAsync(services => NotesDbContext.Add(services, new StoreName("History", "notes")), (Key, monitor));

        await using var context = await host.Services.GetRequiredService<IDbContextFactory<NotesDbContext>>().CreateDbContextAsync(Cancelled);
        context.ShouldBeOfType<PostgresNotesDbContext>();
        context.Database.GetDbConnection().Database.ShouldBe(new NpgsqlConnectionStringBuilder(monitor).Database);
        Directory.GetFiles(host.DataDirectory).ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_OfADatabaseThatIsMissing_CreatesIt()
    {
        var missing = Changed(await server.CreateDatabaseAsync(), parts => parts.Database = "created_at_start");

        await using var host = await StoreHost.StartAsync(NotesDbContext.Add, (Key, missing));

        await using var context = await host.Services.GetRequiredService<IDbContextFactory<NotesDbContext>>().CreateDbContextAsync(Cancelled);
        (await context.Notes.CountAsync(Cancelled)).ShouldBe(0);
    }

    [Fact]
    public async Task Start_OfSeveralProcessesAtOnce_OnADatabaseThatIsMissing_Succeeds()
    {
        var missing = Changed(await server.CreateDatabaseAsync(), parts => parts.Database = "created_by_several");

        await StartSeveralAsync(missing);
    }

    [Fact]
    public async Task Start_OfSeveralProcessesAtOnce_OnAnEmptyDatabase_Succeeds()
    {
        for (var round = 0; round < 3; round++)
        {
            await StartSeveralAsync(await server.CreateDatabaseAsync());
        }
    }

    [Fact]
    public async Task Start_WhileAnotherProcessMigrates_WaitsLongerThanACommandMayTake()
    {
        var database = Changed(await server.CreateDatabaseAsync(), parts => parts.CommandTimeout = 1);
        await using var other = await LockMigrationsAsync(database);
        await using var sleep = new NpgsqlCommand("SELECT pg_sleep(2); COMMIT", other) { CommandTimeout = 10 };
        var unlocking = sleep.ExecuteNonQueryAsync(Cancelled);

        await using var host = await StoreHost.StartAsync(NotesDbContext.Add, (Key, database));

        await unlocking.DefaultTimeout();
        host.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_WhileAnotherProcessMigratesWithoutEnd_SaysWhatToLookFor()
    {
        var time = new FakeTimeProvider();
        var database = await server.CreateDatabaseAsync();
        await using var other = await LockMigrationsAsync(database);
        var starting = RefusalAsync(database, services => services.AddSingleton<TimeProvider>(time));
        await WaitForBlockedAsync(other);

        time.Advance(TimeSpan.FromMinutes(2));

        (await starting).ShouldBe($"{Requirement}its tables could not be brought up to date within 120 s; look for a session that holds a lock on the table {NotesDbContext.MigrationsTable}");
    }

    [Fact]
    public async Task Start_ThatIsStoppedWhileItMigrates_IsCancelled_AndNoFaultOfTheDatabase()
    {
        using var stop = new CancellationTokenSource();
        var database = await server.CreateDatabaseAsync();
        await using var other = await LockMigrationsAsync(database);
        var starting = StoreHost.StartAsync(NotesDbContext.Add, stop.Token, (Key, database));
        await WaitForBlockedAsync(other);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => starting);
    }

    [Fact]
    public async Task Start_OfADatabaseThatIsMissing_WithoutTheRightToCreateIt_SaysSo()
    {
        await server.ExecuteAsync($"CREATE ROLE modest LOGIN PASSWORD '{Secret}'");
        var missing = Changed(await server.CreateDatabaseAsync(), parts => (parts.Database, parts.Username, parts.Password) = ("never_created", "modest", Secret));

        (await RefusalAsync(missing)).ShouldBe($"{Requirement}the server answers 42501: permission denied to create database");
    }

    [Fact]
    public async Task Start_WithAWrongPassword_SaysSoWithoutShowingIt()
    {
        var wrong = Changed(await server.CreateDatabaseAsync(), parts => parts.Password = Secret);

        (await RefusalAsync(wrong)).ShouldBe($"{Requirement}the server answers 28P01: password authentication failed for user \"{new NpgsqlConnectionStringBuilder(wrong).Username}\"");
    }

    [Fact]
    public async Task Start_WithoutAServerAtThatPort_SaysSo() =>
        (await RefusalAsync($"Host=127.0.0.1;Port=1;Database=monitor;Username=monitor;Password={Secret}")).ShouldBe($"{Requirement}its server cannot be reached: Connection refused");

    [Fact]
    public async Task Start_WithAServerThatIsSilent_SaysSo()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port;

        (await RefusalAsync($"Host=127.0.0.1;Port={port};Database=monitor;Username=monitor;Password={Secret};Timeout=1")).ShouldBe($"{Requirement}its server does not answer in time");
    }

    [Fact]
    public async Task Health_OfADatabaseThatIsGone_SaysNothingOfTheServer_AndKeepsTheCauseForTheLog()
    {
        var database = await server.CreateDatabaseAsync();
        await using var host = await StoreHost.StartAsync(NotesDbContext.Add, (Key, database));
        await server.ExecuteAsync($"DROP DATABASE \"{new NpgsqlConnectionStringBuilder(database).Database}\" WITH (FORCE)");

        var store = (await host.HealthAsync()).Entries["store"];

        store.Status.ShouldBe(HealthStatus.Unhealthy);
        store.Description.ShouldBe("The store does not answer.");
        store.Exception.ShouldNotBeNull();
    }

    [Fact]
    public async Task Health_OfADatabaseThatIsBlocked_IsUnhealthyBeforeACommandTimesOut()
    {
        var database = await server.CreateDatabaseAsync();
        await using var host = await StoreHost.StartAsync(NotesDbContext.Add, (Key, database));
        await using var other = await LockMigrationsAsync(database);

        var report = await host.HealthAsync();

        report.Entries["store"].Status.ShouldBe(HealthStatus.Unhealthy);
        report.TotalDuration.ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Health_OfAServerThatTurnedReadOnly_IsUnhealthy()
    {
        var database = Changed(await server.CreateDatabaseAsync(), parts => parts.Pooling = false);
        await using var host = await StoreHost.StartAsync(NotesDbContext.Add, (Key, database));
        (await host.HealthAsync()).Entries["store"].Status.ShouldBe(HealthStatus.Healthy);
        await server.ExecuteAsync($"ALTER DATABASE \"{new NpgsqlConnectionStringBuilder(database).Database}\" SET default_transaction_read_only = on");

        var store = (await host.HealthAsync()).Entries["store"];

        store.Status.ShouldBe(HealthStatus.Unhealthy);
        store.Description.ShouldBe("The store cannot be written. Nobody new can sign in, and nothing can be changed.");
    }

    private static async Task StartSeveralAsync(string connectionString)
    {
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => StoreHost.StartAsync(
            services =>
            {
                services.AddAccess();
                NotesDbContext.Add(services);
            },
            (Key, connectionString),
            ("Admin:Email", "ada@example.com"),
            ("Admin:Password", "correct horse battery")))));

        hosts.SelectMany(host => host.Errors).ShouldNotContain(error => error.Contains("CREATE TABLE", StringComparison.Ordinal));
        await using var access = await hosts[0].Services.GetRequiredService<IDbContextFactory<AccessDbContext>>().CreateDbContextAsync(Cancelled);
        (await access.Users.SingleAsync(Cancelled)).IsActiveAdministrator().ShouldBeTrue();
        await Task.WhenAll(hosts.Select(host => host.DisposeAsync().AsTask()));
    }

    /// <summary>Holds the lock that a process holds while it migrates.</summary>
    private static async Task<NpgsqlConnection> LockMigrationsAsync(string connectionString)
    {
        await using (await StoreHost.StartAsync(NotesDbContext.Add, (Key, connectionString)))
        {
            // It creates the table of migrations.
        }

        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand($"BEGIN; LOCK TABLE \"{NotesDbContext.MigrationsTable}\" IN ACCESS EXCLUSIVE MODE", connection);
        await command.ExecuteNonQueryAsync(Cancelled);
        return connection;
    }

    private static async Task WaitForBlockedAsync(NpgsqlConnection connection)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())", connection);
        while ((long)(await command.ExecuteScalarAsync(limit.Token))! == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    private static async Task<string> RefusalAsync(string connectionString, Action<IServiceCollection>? add = null)
    {
        var refusal = await Should.ThrowAsync<OptionsValidationException>(() => StoreHost.StartAsync(
            services =>
            {
                add?.Invoke(services);
                NotesDbContext.Add(services);
            },
            (Key, connectionString)));
        return refusal.Failures.ShouldHaveSingleItem();
    }

    private static string Changed(string connectionString, Action<NpgsqlConnectionStringBuilder> change)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        change(parts);
        return parts.ConnectionString;
    }
}
