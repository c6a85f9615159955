using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Grpc.Core;
using Grpc.Net.Client;

namespace FlextMonitor.Bench.Meltano;

/// <summary>The daemon of this repository (<c>src/Daemon</c>) in a process of its own, serving a project, and a client of it.</summary>
internal sealed class BenchDaemon : IAsyncDisposable
{
    private readonly GrpcChannel _channel;

    private BenchDaemon(ServerProcess process)
    {
        Process = process;
        _channel = GrpcChannel.ForAddress(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{process.Port}"));
        Client = new FlextService.FlextServiceClient(_channel);
    }

    public ServerProcess Process { get; }

    public FlextService.FlextServiceClient Client { get; }

    /// <summary>Starts it, and returns once it lists all runs.</summary>
    public static async Task<BenchDaemon> StartAsync(BenchProject project, CancellationToken cancellationToken)
    {
        var port = ServerProcess.FreePort();
        var command = new Command(
            BenchPaths.Program("src/Daemon", "FlextMonitor.Daemon"),
            [string.Create(CultureInfo.InvariantCulture, $"--urls=http://127.0.0.1:{port}")],
            Path.Combine(Repository.Root, "src/Daemon"),
            project.Settings.ToDictionary(setting => setting.Name, setting => setting.Value));
        var daemon = new BenchDaemon(await ServerProcess.StartAsync(command, port, TimeProvider.System, cancellationToken));
        var answer = await daemon.Client.ListExecutionsAsync(new ListExecutionsRequest { Limit = 1 }, new CallOptions(cancellationToken: cancellationToken));
        return answer.Total == project.Rows ? daemon : throw new InvalidOperationException($"{answer.Total} runs are listed, not {project.Rows}.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await Process.DisposeAsync();
    }
}
