using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlextMonitor.Daemon.Meltano;

/// <summary>
/// Reads JSON that Python wrote. Python writes a byte that it cannot decode as half of a surrogate pair (<c>"\udc80"</c>), which is valid JSON, but no text: reading
/// such a string from a <see cref="JsonElement"/> throws. Here it becomes U+FFFD.
/// </summary>
internal static partial class LenientJson
{
    /// <summary>The document, all of whose strings can be read; <c>null</c> if the text is not JSON. The caller disposes of it.</summary>
    public static JsonDocument? Parse(string text) => Parse(text, isBeginning: false);

    /// <summary>The first value of a text, whatever follows it; <c>null</c> if the text does not begin with a JSON value.</summary>
    public static JsonDocument? ParseBeginning(string text) => Parse(text, isBeginning: true);

    private static JsonDocument? Parse(string text, bool isBeginning)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Contains("\\u", StringComparison.Ordinal) ? Escapes().Replace(text, Whole) : text);
        try
        {
            var reader = new Utf8JsonReader(bytes);
            return isBeginning ? JsonDocument.ParseValue(ref reader) : JsonDocument.Parse(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Whole(Match escape) => escape.Groups["half"].Success ? "\\ufffd" : escape.Value;

    // Every escape is matched, so that the backslash of "\\ud800" does not begin another one.
    [GeneratedRegex(@"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Escapes();
}
