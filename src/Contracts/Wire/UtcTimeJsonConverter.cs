using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlextMonitor.Contracts.Wire;

/// <summary>Writes and reads times in the format of <see cref="UtcTime"/>.</summary>
internal sealed class UtcTimeJsonConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        UtcTime.Parse(reader.GetString() ?? throw new JsonException("A time is expected as text."));

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> utf8 = stackalloc byte[UtcTime.Length];
        if (!UtcTime.TryWrite(value, utf8))
        {
            throw new JsonException("The time cannot be written.");
        }

        writer.WriteStringValue(utf8);
    }
}
