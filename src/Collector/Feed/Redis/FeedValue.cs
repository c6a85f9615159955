using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Contracts.Wire;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>A message as it stands in Redis: epoch, sequence and type, each followed by a space, then the message as JSON. Scripts read the first two.</summary>
internal static class FeedValue
{
    private static readonly FrozenDictionary<string, Type> Types = MessageDescriptors.All.ToFrozenDictionary(descriptor => descriptor.Type.Name, descriptor => descriptor.Type);
    private static readonly JsonSerializerOptions Json = CreateOptions();

    /// <summary>The bytes of a message.</summary>
    public static byte[] Encode(SourceMessage message)
    {
        var type = message.GetType();
        var buffer = new ArrayBufferWriter<byte>(512);
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{message.Epoch} {message.Sequence} {type.Name} "), buffer);
        using var json = new Utf8JsonWriter(buffer);
        JsonSerializer.Serialize(json, message, type, Json);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a message. A process of a newer release may have written it.</summary>
    /// <returns>The message; null if this release does not know its type or cannot read it.</returns>
    public static SourceMessage? Decode(ReadOnlySpan<byte> value)
    {
        var rest = value;
        ReadOnlySpan<byte> name = default;
        for (var i = 0; i < 3; i++)
        {
            var space = rest.IndexOf((byte)' ');
            if (space < 0)
            {
                return null;
            }

            name = rest[..space];
            rest = rest[(space + 1)..];
        }

        try
        {
            return Types.TryGetValue(Encoding.UTF8.GetString(name), out var type) ? (SourceMessage?)JsonSerializer.Deserialize(rest, type, Json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions();
        WireFormat.ConfigureJson(options);
        return options;
    }
}
