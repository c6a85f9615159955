using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace FlextMonitor.EndToEnd.Tests.Bare;

/// <summary>How messages become bytes in one of the hub's protocols. Messages are in the shape that the JSON protocol gives them.</summary>
internal interface IBareFraming
{
    /// <summary>The protocol's name in the handshake.</summary>
    string Protocol { get; }

    /// <summary>The type of its frames.</summary>
    WebSocketMessageType FrameType { get; }

    /// <summary>One message as bytes.</summary>
    byte[] Encode(JsonObject message);

    /// <summary>Takes the first message if all of it is there.</summary>
    /// <param name="bytes">What has been read.</param>
    /// <param name="message">The message.</param>
    /// <param name="length">How many bytes it took.</param>
    bool TryTake(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out JsonObject? message, out int length);
}
