using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FlextMonitor.Contracts.Wire;

/// <summary>Writes and reads <see cref="ValueMap{TValue}"/> as a JSON object. The maps of the messages are named one by one: no code is generated at run time.</summary>
internal sealed class ValueMapJsonConverterFactory : JsonConverterFactory
{
    private static readonly Dictionary<Type, Func<JsonConverter>> Converters = new()
    {
        [typeof(ValueMap<string>)] = () => new Converter<string>(),
        [typeof(ValueMap<ComponentHealth>)] = () => new Converter<ComponentHealth>(),
        [typeof(ValueMap<FeedStatus>)] = () => new Converter<FeedStatus>(),
    };

    public override bool CanConvert(Type typeToConvert) => Converters.ContainsKey(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => Converters[typeToConvert]();

    private sealed class Converter<TValue> : JsonConverter<ValueMap<TValue>>
    {
        public override ValueMap<TValue> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new JsonException("A map is expected as an object.");
            }

            var type = TypeOfValues(options);
            var entries = new List<KeyValuePair<string, TValue>>();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                entries.Add(new(name, JsonSerializer.Deserialize(ref reader, type)!));
            }

            return ValueMap<TValue>.From(entries);
        }

        public override void Write(Utf8JsonWriter writer, ValueMap<TValue> value, JsonSerializerOptions options)
        {
            var type = TypeOfValues(options);
            writer.WriteStartObject();
            foreach (var (name, entry) in value)
            {
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, entry, type);
            }

            writer.WriteEndObject();
        }

        private static JsonTypeInfo<TValue> TypeOfValues(JsonSerializerOptions options) => (JsonTypeInfo<TValue>)options.GetTypeInfo(typeof(TValue));
    }
}
