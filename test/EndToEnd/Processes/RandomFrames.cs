using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace FlextMonitor.EndToEnd.Tests.Processes;

/// <summary>What a broken or hostile client sends on a WebSocket of the hub: handshakes that are none, bytes that are no frames, and messages with bytes changed.</summary>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "A seed must give the same frames again.")]
internal sealed class RandomFrames(Socket socket, Random random) : IDisposable
{
    private const int Longest = 300 * 1024;

    private static readonly string[] Messages =
    [
        """{"protocol":"json","version":1}""",
        """{"protocol":"messagepack","version":1}""",
        """{"type":6}""",
        """{"type":7,"error":"bye"}""",
        """{"type":1,"target":"Pause","arguments":[]}""",
        """{"type":1,"invocationId":"1","target":"Subscribe","arguments":[["default"]]}""",
        """{"type":1,"invocationId":"2","target":"GetExecution","arguments":["default","run"]}""",
        """{"type":1,"invocationId":"3","target":"RunPipeline","arguments":["default","orders",false]}""",
        """{"type":4,"invocationId":"4","target":"StreamLogs","arguments":["default","run",true,10]}""",
        """{"type":5,"invocationId":"4"}""",
        """{"type":3,"invocationId":"9","result":{"a":[[[[]]]]}}""",
    ];

    private readonly WebSocket _webSocket = WebSocket.CreateFromStream(new NetworkStream(socket), new WebSocketCreationOptions { KeepAliveInterval = TimeSpan.Zero });
    private bool _isFirst = true;

    /// <summary>Sends the next one.</summary>
    /// <exception cref="IOException">The hub has ended the connection.</exception>
    public async Task SendAsync()
    {
        // Every other client shakes hands as it should, so that what follows gets further.
        var shakesHands = _isFirst && random.Next(2) == 0;
        _isFirst = false;
        if (shakesHands)
        {
            await SendAsync(Encoding.UTF8.GetBytes(Messages[random.Next(2)] + '\u001e'), WebSocketMessageType.Text);
        }
        else if (random.Next(20) == 0)
        {
            await socket.SendAsync(Bytes(random.Next(1, 200)));
        }
        else
        {
            await SendAsync(Payload(), random.Next(2) == 0 ? WebSocketMessageType.Text : WebSocketMessageType.Binary);
        }
    }

    public void Dispose() => _webSocket.Dispose();

    private Task SendAsync(byte[] payload, WebSocketMessageType type) => _webSocket.SendAsync(payload, type, endOfMessage: random.Next(10) > 0, CancellationToken.None);

    private byte[] Payload() => random.Next(100) switch
    {
        0 => Bytes(random.Next(Longest)),
        < 30 => Bytes(random.Next(200)),
        _ => Changed(Messages[random.Next(Messages.Length)] + (random.Next(4) == 0 ? "" : "\u001e")),
    };

    private byte[] Changed(string message)
    {
        var bytes = Encoding.UTF8.GetBytes(message);
        for (var changes = random.Next(4); changes > 0; changes--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
