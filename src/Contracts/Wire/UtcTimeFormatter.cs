using MessagePack;
using MessagePack.Formatters;

namespace FlextMonitor.Contracts.Wire;

/// <summary>Writes and reads times as ISO 8601 text in UTC with milliseconds instead of MessagePack's array.</summary>
public sealed class UtcTimeFormatter : IMessagePackFormatter<DateTimeOffset>
{
    /// <inheritdoc/>
    public void Serialize(ref MessagePackWriter writer, DateTimeOffset value, MessagePackSerializerOptions options) =>
        writer.Write(UtcTime.ToText(value));

    /// <inheritdoc/>
    public DateTimeOffset Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        UtcTime.Parse(reader.ReadString() ?? throw new MessagePackSerializationException("A time is expected as text."));
}
