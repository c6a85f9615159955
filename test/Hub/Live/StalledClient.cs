using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>A subscriber that shakes hands and then reads nothing, with a small receive buffer.</summary>
internal sealed class StalledClient : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    private StalledClient()
    {
        _socket.Options.SetRequestHeader("X-User", "stalled");
        _socket.Options.SetRequestHeader("X-Role", Roles.Viewer);
    }

    public static async Task<StalledClient> ConnectAsync(string host)
    {
        var client = new StalledClient();
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        var address = new Uri(host.Replace("http://", "ws://", StringComparison.Ordinal) + Routes.DashboardHub);
        await client._socket.ConnectAsync(address, invoker, CancellationToken.None).DefaultTimeout();
        await client._socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, CancellationToken.None).DefaultTimeout();
        return client;
    }

    public void Dispose() => _socket.Abort();
}
