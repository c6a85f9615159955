using MessagePack;
using MessagePack.Formatters;

namespace FlextMonitor.Contracts.Wire;

/// <summary>As <see cref="UtcTimeFormatter"/>, for a time that may be null.</summary>
public sealed class UtcTimeOrNullFormatter : IMessagePackFormatter<DateTimeOffset?>
{
    private static readonly UtcTimeFormatter Time = new();

    /// <inheritdoc/>
    public void Serialize(ref MessagePackWriter writer, DateTimeOffset? value, MessagePackSerializerOptions options)
    {
        if (value is { } time)
        {
            Time.Serialize(ref writer, time, options);
        }
        else
        {
            writer.WriteNil();
        }
    }

    /// <inheritdoc/>
    public DateTimeOffset? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        reader.TryReadNil() ? null : Time.Deserialize(ref reader, options);
}
