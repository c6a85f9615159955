using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Npgsql;
using Testcontainers.PostgreSql;

namespace FlextMonitor.Testing;

/// <summary>
/// A PostgreSQL server in a container. Made for an assembly fixture: it starts when the first test asks for a database, and serves all tests
/// of the assembly.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string ImageVariable = "TEST_POSTGRES_IMAGE";
    private const string DataFolder = "/var/lib/postgresql/data";

    private const string StandbyFolder = "/var/lib/postgresql/standby";
    private const int StandbyPort = 5433;

    // A standby must allow as many connections as its primary.
    private static readonly string[] Options = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off", "-c", "max_connections=600"];

    private readonly ConcurrentDictionary<string, Lazy<Task>> _templates = new();
    private readonly Lazy<Task<PostgreSqlContainer>> _container;
    private int _databases;

    /// <summary>Starts nothing before a database is asked for.</summary>
    public PostgresServer() => _container = new(() => ContainerStart.RunAsync(Build, Image, ImageVariable, "Hub"));

    /// <summary>The size of its disk in MB; 0 for no limit. A server whose disk is filled must be small, because the disk is in memory.</summary>
    public int DiskMegabytes { get; init; }

    /// <summary>The image (<c>TEST_POSTGRES_IMAGE</c>, which <c>test/run.sh</c> sets): the official one, or any that takes its variables and arguments.</summary>
    private static string Image => Environment.GetEnvironmentVariable(ImageVariable) ?? "postgres:17";

    /// <summary>Creates an empty database.</summary>
    /// <returns>Its connection string, of a role that may do everything.</returns>
    public Task<string> CreateDatabaseAsync() => CreateAsync($"test{Interlocked.Increment(ref _databases)}", "template1");

    /// <summary>Creates a database as a copy of a template, which is prepared once.</summary>
    /// <param name="template">The template's name.</param>
    /// <param name="prepare">Fills the template, whose connection string it is given. It must leave no connection open.</param>
    /// <returns>The connection string of the copy.</returns>
    public async Task<string> CreateDatabaseAsync(string template, Func<string, Task> prepare)
    {
        await _templates.GetOrAdd(template, name => new Lazy<Task>(async () =>
        {
            var unpooled = new NpgsqlConnectionStringBuilder(await CreateAsync(name, "template1")) { Pooling = false };
            await prepare(unpooled.ConnectionString);
        })).Value;
        return await CreateAsync($"test{Interlocked.Increment(ref _databases)}", template);
    }

    /// <summary>Runs a statement in the server's own database, as its superuser.</summary>
    public async Task ExecuteAsync(string statement)
    {
        var container = await _container.Value;
        await using var connection = new NpgsqlConnection(container.GetConnectionString());
        await connection.OpenAsync().DefaultTimeout();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync().DefaultTimeout();
    }

    /// <summary>Stops all its processes as they are: connections stay open and nothing answers until <see cref="ContinueAsync"/>.</summary>
    public async Task PauseAsync() => await (await _container.Value).PauseAsync().DefaultTimeout();

    /// <summary>Lets it go on after <see cref="PauseAsync"/>.</summary>
    public async Task ContinueAsync() => await (await _container.Value).UnpauseAsync().DefaultTimeout();

    /// <summary>Kills one of its processes, after which it ends all connections and recovers as after a crash.</summary>
    public Task CrashAsync() => RunAsync("kill -9 $(pgrep -f 'postgres: checkpointer' || grep -la '^postgres: checkpointer' /proc/[0-9]*/cmdline | cut -d/ -f3)");

    /// <summary>Leaves no room on its disk, which must have a limit.</summary>
    public Task FillAsync() => RunAsync($"dd if=/dev/zero of={DataFolder}/filler bs=1M 2>/dev/null; dd if=/dev/zero of={DataFolder}/filler2 bs=8k 2>/dev/null; true");

    /// <summary>Gives it room again after <see cref="FillAsync"/>.</summary>
    public Task MakeRoomAsync() => RunAsync($"rm {DataFolder}/filler {DataFolder}/filler2");

    /// <summary>Starts a standby, which follows the server by streaming replication.</summary>
    public Task StartStandbyAsync() => RunAsPostgresAsync(
        $"pg_basebackup --pgdata={StandbyFolder} --write-recovery-conf --wal-method=stream --checkpoint=fast --host=/var/run/postgresql --username=postgres"
        + $" && pg_ctl start --pgdata={StandbyFolder} --log={StandbyFolder}/log --wait --options=\"-p {StandbyPort} -c listen_addresses=* -c jit=off {string.Join(' ', Options)}\"");

    /// <summary>Makes the standby the primary. The server itself runs on, and nobody follows it any longer.</summary>
    /// <returns>The port of 127.0.0.1 that leads to it.</returns>
    public async Task<int> PromoteStandbyAsync()
    {
        await RunAsPostgresAsync($"pg_ctl promote --pgdata={StandbyFolder} --wait");
        return (await _container.Value).GetMappedPublicPort(StandbyPort);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_container.IsValueCreated && _container.Value.IsCompletedSuccessfully)
        {
            await (await _container.Value).DisposeAsync();
        }
    }

    // The data is in memory and is never synced: nothing of it outlives the tests.
    private PostgreSqlContainer Build() => new PostgreSqlBuilder(Image)
        .WithTmpfsMount(DataFolder)
        .WithCommand(Options)
        .WithPortBinding(StandbyPort, assignRandomHostPort: true)
        .WithCreateParameterModifier(parameters =>
        {
            if (DiskMegabytes > 0)
            {
                parameters.HostConfig!.Tmpfs = new Dictionary<string, string> { [DataFolder] = string.Create(CultureInfo.InvariantCulture, $"size={DiskMegabytes}m") };
                parameters.HostConfig.Mounts = [.. (parameters.HostConfig.Mounts ?? []).Where(mount => mount.Target != DataFolder)];
            }

            foreach (var binding in parameters.HostConfig!.PortBindings!.Values.SelectMany(bindings => bindings))
            {
                binding.HostIP = IPAddress.Loopback.ToString();
            }
        })
        .WithLabel("flextmonitor.test", Environment.GetEnvironmentVariable("TEST_RUN_LABEL") ?? "alone")
        .Build();

    private Task RunAsPostgresAsync(string command) => RunAsync($"setpriv --reuid=postgres --regid=postgres --init-groups sh -c '{command}'");

    private async Task RunAsync(string command)
    {
        var result = await (await _container.Value).ExecAsync(["sh", "-c", command]).DefaultTimeout();
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{command}' failed in the container: {result.Stdout}{result.Stderr}");
        }
    }

    private async Task<string> CreateAsync(string name, string template)
    {
        await ExecuteAsync($"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"");
        return new NpgsqlConnectionStringBuilder((await _container.Value).GetConnectionString()) { Database = name, ConnectionIdleLifetime = 5, ConnectionPruningInterval = 1 }.ConnectionString;
    }
}
