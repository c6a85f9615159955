using System.Net.Sockets;
using FlextMonitor.Daemon.Embedding;
using FlextMonitor.Daemon.Figures;
using FlextMonitor.Daemon.Samples;
using FlextMonitor.Daemon.Tests.Figures;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Daemon.Tests;

/// <summary>A real daemon on a Unix socket with a clock that a test turns, and a real client of it.</summary>
internal sealed class TestDaemon : IAsyncDisposable
{
    private readonly SocketFile _socket;
    private readonly WebApplication _application;
    private readonly GrpcChannel _channel;

    private TestDaemon(SocketFile socket, ScriptedHost host, Dictionary<string, string?> settings)
    {
        _socket = socket;
        Host = host;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _application = DaemonApplication.CreateEmbedded(
            socket.Path, configuration, null, Time, "Test", services => services.Replace(ServiceDescriptor.Singleton<IHostReader>(Host)));
        _channel = Connect(socket.Path);
        Client = new FlextService.FlextServiceClient(_channel);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));

    public ScriptedHost Host { get; }

    public FlextService.FlextServiceClient Client { get; }

    public GrpcChannel Channel => _channel;

    public IServiceProvider Services => _application.Services;

    public static async Task<TestDaemon> StartAsync(ScriptedHost? host = null, Dictionary<string, string?>? settings = null)
    {
        var socket = new SocketFile(EmbeddedDaemon.NewSocketPath());
        socket.Prepare();
        var daemon = new TestDaemon(socket, host ?? new ScriptedHost(), settings ?? []);
        await daemon._application.StartAsync().DefaultTimeout();
        return daemon;
    }

    public static GrpcChannel Connect(string socketPath) => GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        },
        DisposeHttpClient = true,
    });

    /// <summary>Lets that much time pass for the samples, in steps as their own clock makes them.</summary>
    public void Pass(TimeSpan time)
    {
        var runs = Services.GetRequiredService<SampleRuns>();
        for (var end = Time.GetUtcNow() + time; Time.GetUtcNow() < end;)
        {
            Time.Advance(TimeSpan.FromMilliseconds(250));
            runs.Step();
        }
    }

    public async Task StopAsync() => await _application.StopAsync().DefaultTimeout();

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _application.DisposeAsync();
        _socket.Remove();
    }
}
