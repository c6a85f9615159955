using MessagePack;
using MessagePack.Formatters;

namespace FlextMonitor.Contracts.Wire;

/// <summary>Writes and reads <see cref="ValueMap{TValue}"/> as a MessagePack map.</summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
public sealed class ValueMapFormatter<TValue> : IMessagePackFormatter<ValueMap<TValue>?>
{
    /// <inheritdoc/>
    public void Serialize(ref MessagePackWriter writer, ValueMap<TValue>? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        var formatter = options.Resolver.GetFormatterWithVerify<TValue>();
        writer.WriteMapHeader(value.Count);
        foreach (var (name, entry) in value)
        {
            writer.Write(name);
            formatter.Serialize(ref writer, entry, options);
        }
    }

    /// <inheritdoc/>
    public ValueMap<TValue>? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        options.Security.DepthStep(ref reader);
        var formatter = options.Resolver.GetFormatterWithVerify<TValue>();
        var count = reader.ReadMapHeader();
        var entries = new List<KeyValuePair<string, TValue>>(Math.Min(count, 1024));
        for (var i = 0; i < count; i++)
        {
            entries.Add(new(reader.ReadString() ?? "", formatter.Deserialize(ref reader, options)));
        }

        reader.Depth--;
        return ValueMap<TValue>.From(entries);
    }
}
