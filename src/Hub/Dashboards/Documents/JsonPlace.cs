using System.Globalization;
using System.Text.Json;

namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>Where a reader of JSON stands. Its pointer is made only when somebody asks: names may be long.</summary>
internal sealed class JsonPlace
{
    private const int LongestSegment = 64;

    private readonly Stack<Level> _levels = new();

    /// <summary>The JSON pointer (RFC 6901) of the value that was read last. Long names are cut.</summary>
    public string Pointer => string.Concat(_levels.Reverse().Select(level => $"/{level.Segment}"));

    /// <summary>A JSON pointer of something in something else.</summary>
    public static string Of(string parent, string name) => $"{parent}/{Escape(name)}";

    /// <summary>A JSON pointer of an element of an array.</summary>
    public static string Of(string parent, int index) => string.Create(CultureInfo.InvariantCulture, $"{parent}/{index}");

    /// <summary>Follows the reader to the token that it has just read.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="name">The token's text if it is the name of a property.</param>
    public void Follow(ref Utf8JsonReader reader, string? name)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _levels.Peek().Segment = Escape(name ?? "");
                break;
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                Count();
                _levels.Push(new Level(reader.TokenType == JsonTokenType.StartArray));
                break;
            case JsonTokenType.EndArray or JsonTokenType.EndObject:
                _levels.Pop();
                break;
            default:
                Count();
                break;
        }
    }

    private void Count()
    {
        if (_levels.TryPeek(out var level) && level.IsArray)
        {
            level.Segment = (++level.Index).ToString(CultureInfo.InvariantCulture);
        }
    }

    private static string Escape(string name)
    {
        var cut = name.Length <= LongestSegment ? name : $"{name[..LongestSegment]}…";
        return cut.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
    }

    private sealed class Level(bool isArray)
    {
        public bool IsArray => isArray;

        public int Index { get; set; } = -1;

        public string Segment { get; set; } = "";
    }
}
