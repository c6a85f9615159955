using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FlextMonitor.Bench.Figures;

/// <summary>Clients with addresses of their own in the loopback network.</summary>
internal static class LoopbackClients
{
    /// <summary>The address of a client by its number.</summary>
    public static IPAddress AddressOf(int number) => IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"127.0.{1 + (number / 250)}.{1 + (number % 250)}"));

    /// <summary>A connection of one of them.</summary>
    public static async Task<Socket> ConnectAsync(int number, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(AddressOf(number), 0));
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
        return socket;
    }

    /// <summary>An HTTP client of one of them, which waits no longer than the limit.</summary>
    public static HttpClient Http(int number, Uri host, TimeSpan limit, bool keepsConnections = true) => new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = keepsConnections ? Timeout.InfiniteTimeSpan : TimeSpan.Zero,
        ConnectCallback = async (_, cancellationToken) => new NetworkStream(await ConnectAsync(number, host.Port, cancellationToken), ownsSocket: true),
    })
    {
        BaseAddress = host,
        Timeout = limit,
    };
}
