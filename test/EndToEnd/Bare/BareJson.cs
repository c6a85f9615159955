using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace FlextMonitor.EndToEnd.Tests.Bare;

/// <summary>JSON objects, each followed by the byte 0x1E.</summary>
internal sealed class BareJson : IBareFraming
{
    private const byte End = 0x1E;

    public string Protocol => "json";

    public WebSocketMessageType FrameType => WebSocketMessageType.Text;

    public static byte[] Terminated(string json) => [.. Encoding.UTF8.GetBytes(json), End];

    public static bool TryTake(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out JsonObject? message, out int length)
    {
        var end = bytes.Span.IndexOf(End);
        message = end < 0 ? null : JsonNode.Parse(bytes.Span[..end])!.AsObject();
        length = end + 1;
        return message is not null;
    }

    public byte[] Encode(JsonObject message) => Terminated(message.ToJsonString());

    bool IBareFraming.TryTake(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out JsonObject? message, out int length) => TryTake(bytes, out message, out length);
}
