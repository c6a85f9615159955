using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using MessagePack;

namespace FlextMonitor.EndToEnd.Tests.Bare;

/// <summary>MessagePack arrays, each preceded by its length.</summary>
internal sealed class BareMessagePack : IBareFraming
{
    private const int Bits = 7;
    private const byte More = 1 << Bits;

    public string Protocol => "messagepack";

    public WebSocketMessageType FrameType => WebSocketMessageType.Binary;

    public byte[] Encode(JsonObject message)
    {
        var array = (int)message["type"]! switch
        {
            1 or 4 => new JsonArray(message["type"]!.DeepClone(), new JsonObject(), message["invocationId"]?.DeepClone(), message["target"]!.DeepClone(), message["arguments"]!.DeepClone(), new JsonArray()),
            5 => new JsonArray(5, new JsonObject(), message["invocationId"]!.DeepClone()),
            6 => new JsonArray(6),
            var type => throw new ArgumentException($"A client sends no messages of type {type}.", nameof(message)),
        };
        var body = MessagePackSerializer.ConvertFromJson(array.ToJsonString());
        return [.. Prefix(body.Length), .. body];
    }

    public bool TryTake(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out JsonObject? message, out int length)
    {
        message = null;
        length = 0;
        if (!TryReadPrefix(bytes.Span, out var body, out var prefix) || bytes.Length < prefix + body)
        {
            return false;
        }

        length = prefix + body;
        message = Shape(JsonNode.Parse(MessagePackSerializer.ConvertToJson(bytes[prefix..length]))!.AsArray());
        return true;
    }

    private static JsonObject Shape(JsonArray array) => (int)array[0]! switch
    {
        1 => new() { ["type"] = 1, ["target"] = array[3]!.DeepClone(), ["arguments"] = array[4]!.DeepClone() },
        2 => new() { ["type"] = 2, ["invocationId"] = array[2]!.DeepClone(), ["item"] = array[3]!.DeepClone() },
        3 when (int)array[3]! == 1 => new() { ["type"] = 3, ["invocationId"] = array[2]!.DeepClone(), ["error"] = array[4]!.DeepClone() },
        3 when (int)array[3]! == 2 => new() { ["type"] = 3, ["invocationId"] = array[2]!.DeepClone() },
        3 => new() { ["type"] = 3, ["invocationId"] = array[2]!.DeepClone(), ["result"] = array[4]?.DeepClone() },
        7 => new() { ["type"] = 7, ["error"] = array[1]?.DeepClone(), ["allowReconnect"] = array[2]!.DeepClone() },
        var type => new() { ["type"] = type },
    };

    private static IEnumerable<byte> Prefix(int length)
    {
        for (; length >= More; length >>= Bits)
        {
            yield return (byte)(length | More);
        }

        yield return (byte)length;
    }

    private static bool TryReadPrefix(ReadOnlySpan<byte> bytes, out int value, out int size)
    {
        value = 0;
        for (size = 0; size < bytes.Length; size++)
        {
            value |= (bytes[size] & ~More) << (Bits * size);
            if ((bytes[size] & More) == 0)
            {
                size++;
                return true;
            }
        }

        return false;
    }
}
