using System.Text.Json;

namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>Checks what a document is made of, before anything is made of it: JSON of a limited depth, whose texts are Unicode.</summary>
internal static class JsonTextCheck
{
    /// <summary>A property of this name would change objects of a browser that copies it.</summary>
    private const string Prototype = "__proto__";

    private static readonly JsonReaderOptions Options = new() { MaxDepth = DashboardLimits.DeepestJson };

    public static void Run(ReadOnlySpan<byte> json, DocumentErrors errors)
    {
        var place = new JsonPlace();
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            while (reader.Read())
            {
                Check(ref reader, place, errors);
            }
        }
        catch (JsonException exception)
        {
            errors.Add(place.Pointer, $"The text is not JSON as it is allowed here: {FirstSentence(exception)}", exception.LineNumber + 1);
        }
    }

    /// <summary>The line of a place, from 1; that of the nearest place around it where it does not exist.</summary>
    public static long LineOf(string pointer, ReadOnlySpan<byte> json)
    {
        var (place, line, best) = (new JsonPlace(), 1L, -1);
        var reader = new Utf8JsonReader(json, Options);
        try
        {
            while (reader.Read())
            {
                place.Follow(ref reader, reader.TokenType == JsonTokenType.PropertyName ? TextOf(ref reader) : null);
                if (IsAround(place.Pointer, pointer) && place.Pointer.Length > best)
                {
                    (best, line) = (place.Pointer.Length, 1 + json[..(int)reader.TokenStartIndex].Count((byte)'\n'));
                }
            }
        }
        catch (JsonException exception)
        {
            return (exception.LineNumber ?? 0) + 1;
        }

        return line;
    }

    private static bool IsAround(string outer, string inner) => outer == inner || inner.StartsWith($"{outer}/", StringComparison.Ordinal);

    private static void Check(ref Utf8JsonReader reader, JsonPlace place, DocumentErrors errors)
    {
        var isText = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
        var text = isText ? TextOf(ref reader) : null;
        place.Follow(ref reader, text);
        if (isText && text is null)
        {
            errors.Add(place.Pointer, "The text has a half of a surrogate pair, or bytes that are not UTF-8. Texts must be Unicode.");
        }
        else if (reader.TokenType == JsonTokenType.PropertyName && text == Prototype)
        {
            errors.Add(place.Pointer, $"A property must not have the name {Prototype}.");
        }
    }

    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are not UTF-8.
            return null;
        }
    }

    // The rest repeats the place.
    private static string FirstSentence(JsonException exception) => exception.Message.Split(" LineNumber:", 2)[0];
}
