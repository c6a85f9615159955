using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using FlextMonitor.Testing;

namespace FlextMonitor.EndToEnd.Tests.Bare;

/// <summary>A client that does what <c>docs/protocol.md</c> says of a bare WebSocket, and knows nothing else: no SignalR, no records of the contracts.</summary>
internal sealed class BareClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly IBareFraming _framing;
    private readonly ArrayBufferWriter<byte> _unread = new();
    private readonly Queue<JsonObject> _messages = [];

    private BareClient(IBareFraming framing) => _framing = framing;

    /// <summary>The status that the host closed the WebSocket with; null while it is open.</summary>
    public WebSocketCloseStatus? Closed => _socket.CloseStatus;

    /// <summary>Connects with a token in the header, and shakes hands.</summary>
    /// <param name="host">The host's address, such as <c>http://127.0.0.1:5000</c>.</param>
    /// <param name="token">An access token.</param>
    /// <param name="framing">The protocol to speak.</param>
    public static async Task<BareClient> ConnectAsync(string host, string token, IBareFraming framing)
    {
        var client = new BareClient(framing);
        client._socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await client.OpenAsync(new Uri($"{host.Replace("http", "ws", StringComparison.Ordinal)}/hubs/dashboard"));
        return client;
    }

    /// <summary>Connects with a token in the query, and shakes hands.</summary>
    public static async Task<BareClient> ConnectByQueryAsync(string host, string token, IBareFraming framing)
    {
        var client = new BareClient(framing);
        await client.OpenAsync(new Uri($"{host.Replace("http", "ws", StringComparison.Ordinal)}/hubs/dashboard?access_token={Uri.EscapeDataString(token)}"));
        return client;
    }

    /// <summary>Sends one message.</summary>
    public Task SendAsync(JsonObject message) => WriteAsync(_framing.Encode(message));

    /// <summary>The next message; null once the host has closed the connection.</summary>
    public async Task<JsonObject?> NextAsync()
    {
        while (_messages.Count == 0)
        {
            if (!await ReadAsync())
            {
                return null;
            }

            Decode();
        }

        return _messages.Dequeue();
    }

    /// <summary>The next message of a type for which a condition holds.</summary>
    public async Task<JsonObject> NextAsync(int type, Func<JsonObject, bool>? fits = null)
    {
        while (await NextAsync() is { } message)
        {
            if ((int)message["type"]! == type && (fits is null || fits(message)))
            {
                return message;
            }
        }

        throw new InvalidOperationException($"The host closed the connection without a message of type {type}.");
    }

    /// <summary>The argument of the next call of a method by the hub.</summary>
    public async Task<JsonObject> ArgumentAsync(string target) =>
        (await NextAsync(1, message => (string)message["target"]! == target))["arguments"]![0]!.AsObject();

    /// <summary>Calls the hub; the completion.</summary>
    public async Task<JsonObject> CallAsync(string id, string target, params JsonNode[] arguments)
    {
        await SendAsync(new JsonObject { ["type"] = 1, ["invocationId"] = id, ["target"] = target, ["arguments"] = new JsonArray(arguments) });
        return await NextAsync(3, message => (string)message["invocationId"]! == id);
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task OpenAsync(Uri address)
    {
        await _socket.ConnectAsync(address, CancellationToken.None).DefaultTimeout();
        await WriteAsync(BareJson.Terminated($$"""{"protocol":"{{_framing.Protocol}}","version":1}"""));
        while (true)
        {
            (await ReadAsync()).ShouldBeTrue("the host closed the connection in the handshake");
            if (BareJson.TryTake(_unread.WrittenMemory, out var answer, out var length))
            {
                answer.ToJsonString().ShouldBe("{}");
                Consume(length);
                Decode();
                return;
            }
        }
    }

    private Task WriteAsync(byte[] bytes) =>
        _socket.SendAsync(bytes, _framing.FrameType, endOfMessage: true, CancellationToken.None).DefaultTimeout();

    private async Task<bool> ReadAsync()
    {
        var frame = await _socket.ReceiveAsync(_unread.GetMemory(4096), CancellationToken.None).AsTask().DefaultTimeout();
        _unread.Advance(frame.Count);
        if (frame.MessageType != WebSocketMessageType.Close)
        {
            frame.MessageType.ShouldBe(_framing.FrameType);
            return true;
        }

        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).DefaultTimeout();
        return false;
    }

    private void Decode()
    {
        while (_framing.TryTake(_unread.WrittenMemory, out var message, out var length))
        {
            _messages.Enqueue(message);
            Consume(length);
        }
    }

    private void Consume(int length)
    {
        var rest = _unread.WrittenSpan[length..].ToArray();
        _unread.Clear();
        _unread.Write(rest);
    }
}
