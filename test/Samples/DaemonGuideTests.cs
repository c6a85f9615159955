using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;
using FlextMonitor.Testing.Web;

namespace FlextMonitor.Samples.Tests;

/// <summary>The daemon that docs/meltano.md shows, generated and run as it says, on a free port.</summary>
public sealed class DaemonGuideTests : IDisposable
{
    private const string Port = "50051";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flextmonitor-guide-");
    private readonly string _port = FreePort();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Daemon_OfTheGuide_IsLive_WithItsRun()
    {
        await GenerateAsync();
        await using var daemon = ProgramProcess.StartCommand(SampleProgram.FindPython(), [SaveDaemon()], ("PYTHONPATH", _folder.FullName));

        await using var monitor = await InProcessMonitor.StartAsync(new Dictionary<string, string> { ["Daemons:0:Name"] = "mine", ["Daemons:0:Address"] = $"http://127.0.0.1:{_port}" });
        var (_, token) = await monitor.CreateTokenAsync();
        await using var subscriber = await HubSubscriber.ConnectAsync(monitor.Address, HubProtocolKind.Json, options => options.AccessTokenProvider = () => Task.FromResult<string?>(token));

        await subscriber.NextAsync<SourceStatus>(status => status.State == SourceState.Live);
        var run = await subscriber.NextAsync<ExecutionData>();
        (run.Id, run.PipelineId, run.Status, run.RecordsProcessed).ShouldBe(("1", "orders", ExecutionStatus.Running, null));
        daemon.Errors.ShouldBeEmpty();
    }

    private async Task GenerateAsync()
    {
        var proto = Repository.PathOf("proto");
        await using var generator = ProgramProcess.StartCommand(
            SampleProgram.FindPython(),
            ["-m", "grpc_tools.protoc", "-I", proto, "-I", "/usr/include", $"--python_out={_folder.FullName}", $"--grpc_python_out={_folder.FullName}", Path.Combine(proto, "flext.proto")]);
        (await generator.ExitAsync()).ShouldBe(0, generator.ToString());
    }

    private string SaveDaemon()
    {
        var path = Path.Combine(_folder.FullName, "daemon.py");
        File.WriteAllText(path, MarkdownDocument.Open("docs/meltano.md").Code("python").Replace(Port, _port, StringComparison.Ordinal));
        return path;
    }

    private static string FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
    }
}
