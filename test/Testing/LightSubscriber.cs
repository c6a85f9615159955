using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;

namespace FlextMonitor.Testing;

/// <summary>A lightweight subscriber for tests with thousands at once: a socket, a WebSocket and the JSON protocol.</summary>
public sealed class LightSubscriber : IDisposable
{
    private const byte Separator = 0x1e;

    private readonly Socket _socket;
    private readonly WebSocket _webSocket;
    private readonly byte[] _chunk = new byte[2048];
    private readonly MemoryStream _unread = new();

    private LightSubscriber(Socket socket, WebSocket webSocket)
    {
        _socket = socket;
        _webSocket = webSocket;
    }

    /// <summary>Connects to the hub of a host and completes SignalR's handshake.</summary>
    /// <param name="host">The host's address, such as <c>http://127.0.0.1:5000</c>.</param>
    /// <param name="headers">Credentials.</param>
    /// <exception cref="IOException">The host accepted the connection and closed it, or answered with a status other than 101.</exception>
    /// <exception cref="SocketException">No program listens at the address.</exception>
    public static async Task<LightSubscriber> ConnectAsync(string host, params (string Name, string Value)[] headers)
    {
        var socket = await OpenAsync(host, headers);
        try
        {
            var subscriber = new LightSubscriber(socket, WebSocket.CreateFromStream(new NetworkStream(socket), new WebSocketCreationOptions { KeepAliveInterval = TimeSpan.Zero }));
            await subscriber.ShakeHandsAsync().DefaultTimeout();
            return subscriber;
        }
        catch (Exception exception)
        {
            socket.Dispose();
            if (exception is WebSocketException)
            {
                throw new IOException("The host ended the connection in the handshake.", exception);
            }

            throw;
        }
    }

    /// <summary>Opens a WebSocket to the hub of a host, before SignalR's handshake.</summary>
    /// <returns>The connection, on which nothing but frames follows.</returns>
    /// <exception cref="IOException">The host accepted the connection and closed it, or answered with a status other than 101.</exception>
    /// <exception cref="SocketException">No program listens at the address.</exception>
    public static async Task<Socket> OpenAsync(string host, params (string Name, string Value)[] headers)
    {
        var address = new Uri(host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.Host, address.Port).DefaultTimeout();
            await UpgradeAsync(new NetworkStream(socket), address, headers).DefaultTimeout();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The name and the argument of the next method that the hub calls; null once the connection has ended.</summary>
    public async Task<(string Target, JsonNode Argument)?> NextAsync()
    {
        while (await ReadAsync() is { } text)
        {
            if (JsonNode.Parse(text) is { } message && message["target"]?.GetValue<string>() is { } target)
            {
                return (target, message["arguments"]![0]!);
            }
        }

        return null;
    }

    /// <summary>All calls up to and including the first one of a method.</summary>
    /// <exception cref="IOException">The connection ended first.</exception>
    public async Task<IReadOnlyList<(string Target, JsonNode Argument)>> UntilAsync(string target)
    {
        var calls = new List<(string Target, JsonNode Argument)>();
        while (await NextAsync() is { } call)
        {
            calls.Add(call);
            if (call.Target == target)
            {
                return calls;
            }
        }

        throw new IOException($"The connection ended before {target} was called.");
    }

    /// <summary>Sends one message of the JSON protocol, such as a call of the hub.</summary>
    public Task SendAsync(string message) =>
        _webSocket.SendAsync(Encoding.UTF8.GetBytes(message + (char)Separator), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).DefaultTimeout();

    /// <inheritdoc/>
    public void Dispose()
    {
        _webSocket.Dispose();
        _socket.Dispose();
    }

    private static async Task UpgradeAsync(NetworkStream stream, Uri address, (string Name, string Value)[] headers)
    {
        var request = new StringBuilder()
            .Append("GET ").Append(Routes.DashboardHub).Append(" HTTP/1.1\r\nHost: ").Append(address.Authority)
            .Append("\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ").Append(Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)))
            .Append("\r\n");
        foreach (var (name, value) in headers)
        {
            request.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(request.Append("\r\n").ToString()));

        // The host sends nothing after its answer until it has received the handshake, so reading in pieces loses nothing.
        var answer = "";
        var piece = new byte[1024];
        while (!answer.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(piece);
            answer += read == 0 ? throw new IOException("The host ended the connection before it answered.") : Encoding.ASCII.GetString(piece, 0, read);
        }

        if (!answer.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal))
        {
            throw new IOException($"The host answered {answer.Split("\r\n")[0]}.");
        }
    }

    private async Task ShakeHandsAsync()
    {
        await SendAsync("""{"protocol":"json","version":1}""");
        if (await ReadAsync() is not "{}")
        {
            throw new IOException("The host refused the handshake.");
        }
    }

    /// <summary>The next text up to a record separator; null at the end.</summary>
    private async Task<string?> ReadAsync()
    {
        while (true)
        {
            var end = _unread.GetBuffer().AsSpan(0, (int)_unread.Length).IndexOf(Separator);
            if (end >= 0)
            {
                return Take(end);
            }

            try
            {
                var received = await _webSocket.ReceiveAsync(_chunk.AsMemory(), CancellationToken.None).AsTask().DefaultTimeout();
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    await _webSocket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    return null;
                }

                _unread.Write(_chunk, 0, received.Count);
            }
            catch (WebSocketException)
            {
                // A connection that is aborted counts as ended.
                return null;
            }
        }
    }

    private string Take(int end)
    {
        var bytes = _unread.GetBuffer().AsSpan(0, (int)_unread.Length);
        var text = Encoding.UTF8.GetString(bytes[..end]);
        var rest = bytes[(end + 1)..].ToArray();
        _unread.SetLength(0);
        _unread.Write(rest);
        return text;
    }
}
