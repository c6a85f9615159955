using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>A subscriber with a small receive buffer that completes the handshake and then reads nothing until <see cref="ReadToEndAsync"/>.</summary>
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

    /// <summary>Reads until the hub ends the connection, and returns everything that was received.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var read = new StringBuilder();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer, CancellationToken.None).DefaultTimeout();
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return read.ToString();
            }

            read.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
        }
    }

    public void Dispose() => _socket.Abort();
}
