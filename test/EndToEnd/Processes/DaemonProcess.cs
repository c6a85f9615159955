using System.Net;
using System.Net.Sockets;
using FlextMonitor.Proto;
using FlextMonitor.Testing.Processes;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;

namespace FlextMonitor.EndToEnd.Tests.Processes;

/// <summary>The daemon program as a process that keeps its port when it restarts.</summary>
internal sealed class DaemonProcess : IAsyncDisposable
{
    private readonly int _port = FreePort();
    private ProgramProcess? _process;

    public string Address => $"http://127.0.0.1:{_port}";

    /// <summary>Starts it, and returns as soon as it answers.</summary>
    /// <param name="arguments">Further settings.</param>
    public async Task StartAsync(params string[] arguments)
    {
        _process = ProgramProcess.Start("FlextMonitor.Daemon", arguments, ("ASPNETCORE_URLS", Address));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        while (!await AnswersAsync())
        {
            _process.HasEnded.ShouldBeFalse(_process.ToString());
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>Kills it with SIGKILL and waits until it has exited.</summary>
    public async Task KillAsync()
    {
        await _process!.DisposeAsync();
        _process = null;
    }

    /// <summary>Suspends it: its connections stay open, and it does not answer.</summary>
    public Task FreezeAsync() => _process!.SignalAsync("STOP");

    /// <summary>Resumes it.</summary>
    public Task ThawAsync() => _process!.SignalAsync("CONT");

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<bool> AnswersAsync()
    {
        using var channel = GrpcChannel.ForAddress(Address);
        try
        {
            await new FlextService.FlextServiceClient(channel).GetSystemInfoAsync(new Empty());
            return true;
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unavailable)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
