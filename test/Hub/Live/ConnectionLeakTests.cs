using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>Connections through SignalR's whole life cycle, over pipes instead of sockets.</summary>
public sealed class ConnectionLeakTests
{
    private const int BatchSize = 100;

    private static readonly int Connections = LongTests.AreWanted ? 100_000 : 10_000;

    private static readonly byte[] Handshake = Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e");

    private static readonly ClaimsPrincipal Viewer = new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, "ada"), new Claim(ClaimTypes.Role, Roles.Viewer), new Claim(AccessClaims.SessionId, "session")], "test"));

    [Fact]
    public async Task Connections_ThousandsOpenedAndClosed_AreAllCollected()
    {
        using var host = BuildHost();
        var handler = host.Services.GetRequiredService<HubConnectionHandler<DashboardHub>>();
        var fanOut = host.Services.GetRequiredService<FanOut>();
        host.Services.GetRequiredService<LiveState>().Apply(FeedBatch.Of(Messages.Status(), Messages.Heartbeat()));

        var references = new List<WeakReference>(Connections);
        for (var round = 0; round < Connections / BatchSize; round++)
        {
            references.AddRange(await ConnectAndDisconnectAsync(handler, fanOut));
        }

        fanOut.Count.ShouldBe(0);
        await UntilAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !references.Exists(reference => reference.IsAlive);
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference[]> ConnectAndDisconnectAsync(HubConnectionHandler<DashboardHub> handler, FanOut fanOut)
    {
        var clients = Enumerable.Range(0, BatchSize).Select(_ => new Client()).ToArray();
        var running = clients.Select(client => handler.OnConnectedAsync(client.Connection)).ToArray();
        foreach (var client in clients)
        {
            await client.ShakeHandsAsync().DefaultTimeout();
        }

        fanOut.RunRound();
        foreach (var client in clients)
        {
            client.Disconnect();
        }

        await Task.WhenAll(running).DefaultTimeout();
        return [.. clients.Select(client => new WeakReference(client.Connection))];
    }

    private static IHost BuildHost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IConfiguration>(builder.Configuration);
        builder.Services.AddMemoryFeed().AddFakeDaemon().AddLive().AddSingleton<ICallerRights, ClaimedRights>();
        return builder.Build();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    private sealed class Client
    {
        private readonly Pipe _toServer = new();
        private readonly Pipe _toClient = new();

        public Client()
        {
            Connection = new DefaultConnectionContext(Guid.NewGuid().ToString(), new Duplex(_toServer.Reader, _toClient.Writer), new Duplex(_toClient.Reader, _toServer.Writer)) { User = Viewer };
        }

        public DefaultConnectionContext Connection { get; }

        public async Task ShakeHandsAsync()
        {
            await _toServer.Writer.WriteAsync(Handshake);
            var answer = await _toClient.Reader.ReadAsync();
            _toClient.Reader.AdvanceTo(answer.Buffer.End);
        }

        public void Disconnect() => _toServer.Writer.Complete();
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = output;
    }
}
