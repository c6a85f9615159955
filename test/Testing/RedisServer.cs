using System.Globalization;
using System.Net;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using ContainerWait = DotNet.Testcontainers.Builders.Wait;

namespace FlextMonitor.Testing;

/// <summary>
/// A Redis server in a container that keeps nothing on disk. As an assembly fixture it serves all tests of the assembly, each by a database of its own. A test that
/// stops or empties it starts one of its own.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const string ImageVariable = "TEST_REDIS_IMAGE";
    private const int Port = 6379;
    private const int ReplicaPort = 6380;
    private const int Databases = 1000;
    private const string Down = "/tmp/down";
    private const string ProcessId = "/tmp/redis.pid";

    // The container outlives the server, and with it the published port.
    private static readonly string Script = string.Create(
        CultureInfo.InvariantCulture,
        $"while :; do while [ -e {Down} ]; do sleep 0.05; done; redis-server --save '' --protected-mode no --databases {Databases} & echo $! >{ProcessId}; wait $!; done");

    private readonly Lazy<Task<IContainer>> _container = new(() => ContainerStart.RunAsync(Build, Image, ImageVariable, "Collector"));
    private int _databases;

    /// <summary>The image (<c>TEST_REDIS_IMAGE</c>, which <c>test/run.sh</c> sets): the official one, or any with the program redis-server.</summary>
    private static string Image => Environment.GetEnvironmentVariable(ImageVariable) ?? "redis:7";

    /// <summary>A database that no other test uses, in the format of <c>ConnectionStrings:Redis</c>.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var port = await PortAsync();
        return string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port},defaultDatabase={Interlocked.Increment(ref _databases) % Databases}");
    }

    /// <summary>The port of 127.0.0.1 that leads to it, also while it is down.</summary>
    public async Task<int> PortAsync() => (await _container.Value).GetMappedPublicPort(Port);

    /// <summary>Kills the server with SIGKILL. It stays down until <see cref="StartAgainAsync"/>.</summary>
    public Task KillAsync() => RunAsync($"touch {Down}; kill -9 $(cat {ProcessId})");

    /// <summary>Starts the server again, empty.</summary>
    public Task StartAgainAsync() => RunAsync($"rm {Down}; until redis-cli ping; do sleep 0.05; done");

    /// <summary>Stops the server as it is: its connections stay open and nothing answers until <see cref="ContinueAsync"/>.</summary>
    public Task PauseAsync() => RunAsync($"kill -STOP $(cat {ProcessId})");

    /// <summary>Lets it go on after <see cref="PauseAsync"/>.</summary>
    public Task ContinueAsync() => RunAsync($"kill -CONT $(cat {ProcessId})");

    /// <summary>Leaves it no room to write: it answers reads, and refuses what needs memory.</summary>
    public Task FillAsync() => RunAsync("redis-cli config set maxmemory-policy noeviction && redis-cli config set maxmemory 1");

    /// <summary>Gives it room again after <see cref="FillAsync"/>.</summary>
    public Task MakeRoomAsync() => CommandAsync("config set maxmemory 0");

    /// <summary>Starts a replica, and waits until it holds what the server holds.</summary>
    public Task StartReplicaAsync() => RunAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"redis-server --port {ReplicaPort} --save '' --protected-mode no --databases {Databases} --replicaof 127.0.0.1 {Port} --daemonize yes && until redis-cli -p {ReplicaPort} info replication | grep -q master_link_status:up; do sleep 0.05; done"));

    /// <summary>Makes the replica a primary. The server itself runs on, and what it writes from now on is not replicated.</summary>
    /// <returns>The port of 127.0.0.1 that leads to it.</returns>
    public async Task<int> PromoteReplicaAsync()
    {
        await RunAsync(string.Create(CultureInfo.InvariantCulture, $"redis-cli -p {ReplicaPort} replicaof no one"));
        return (await _container.Value).GetMappedPublicPort(ReplicaPort);
    }

    /// <summary>Runs a command of redis-cli, such as <c>FLUSHALL</c>.</summary>
    /// <returns>What it printed.</returns>
    public Task<string> CommandAsync(string command) => RunAsync($"redis-cli {command}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_container.IsValueCreated && _container.Value.IsCompletedSuccessfully)
        {
            await (await _container.Value).DisposeAsync();
        }
    }

    private async Task<string> RunAsync(string command)
    {
        var result = await (await _container.Value).ExecAsync(["sh", "-c", command]).DefaultTimeout();
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{command}' failed in the container: {result.Stdout}{result.Stderr}");
        }

        return result.Stdout;
    }

    private static IContainer Build() => new ContainerBuilder(Image)
        .WithEntrypoint("sh", "-c", Script)
        .WithPortBinding(Port, assignRandomHostPort: true)
        .WithPortBinding(ReplicaPort, assignRandomHostPort: true)
        .WithWaitStrategy(ContainerWait.ForUnixContainer().UntilCommandIsCompleted("redis-cli", "ping"))
        .WithCreateParameterModifier(parameters =>
        {
            foreach (var binding in parameters.HostConfig!.PortBindings!.Values.SelectMany(bindings => bindings))
            {
                binding.HostIP = IPAddress.Loopback.ToString();
            }
        })
        .WithLabel("flextmonitor.test", Environment.GetEnvironmentVariable("TEST_RUN_LABEL") ?? "alone")
        .Build();
}
