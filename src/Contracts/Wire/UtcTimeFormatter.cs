using MessagePack;
using MessagePack.Formatters;

namespace FlextMonitor.Contracts.Wire;

/// <summary>Writes and reads times in the format of <see cref="UtcTime"/> instead of MessagePack's array.</summary>
internal sealed class UtcTimeFormatter : IMessagePackFormatter<DateTimeOffset>
{
    public void Serialize(ref MessagePackWriter writer, DateTimeOffset value, MessagePackSerializerOptions options) =>
        writer.Write(UtcTime.ToText(value));

    public DateTimeOffset Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        UtcTime.Parse(reader.ReadString() ?? throw new MessagePackSerializationException("A time is expected as text."));
}
