using System.Net;
using System.Net.Sockets;

namespace FlextMonitor.Web.Tests;

/// <summary>Calls a host from any address of this machine's loopback network (127.0.0.0/8), all of which Linux has.</summary>
internal static class LoopbackCaller
{
    /// <summary>A client with one of these addresses.</summary>
    /// <param name="host">Where the host listens.</param>
    /// <param name="from">The client's address, such as <c>127.0.0.7</c>.</param>
    public static HttpClient From(string host, string from) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectCallback = async (context, cancellationToken) => new NetworkStream(await ConnectAsync(host, from, cancellationToken), ownsSocket: true),
    })
    {
        BaseAddress = new Uri(host),
        Timeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>A bare connection with one of these addresses.</summary>
    public static async Task<Socket> ConnectAsync(string host, string from, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, new Uri(host).Port), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
