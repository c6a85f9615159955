using System.Text;

namespace FlextMonitor.Daemon.Meltano.Logs.Rows;

/// <summary>Turns a Python dictionary as <c>repr</c> writes it into JSON, as far as it has counterparts there.</summary>
internal static class PythonLiteral
{
    /// <summary>The JSON of the text; invalid JSON if the text holds other things than dictionaries, lists, tuples, strings, numbers and constants.</summary>
    public static string ToJson(string text)
    {
        var json = new StringBuilder(text.Length + 8);
        for (var at = 0; at < text.Length;)
        {
            at = text[at] is '\'' or '"' ? AppendString(text, at, json) : AppendOther(text, at, json);
        }

        return json.ToString();
    }

    private static int AppendString(string text, int begin, StringBuilder json)
    {
        var quote = text[begin];
        json.Append('"');
        var at = begin + 1;
        for (; at < text.Length && text[at] != quote; at++)
        {
            switch (text[at])
            {
                case '\\' when at + 1 < text.Length:
                    at++;
                    AppendEscape(text[at], json);
                    break;
                case '"':
                    json.Append("\\\"");
                    break;
                default:
                    json.Append(text[at]);
                    break;
            }
        }

        json.Append('"');
        return at + 1;
    }

    // JSON has neither an escaped single quote nor characters by two digits.
    private static void AppendEscape(char escaped, StringBuilder json) => _ = escaped switch
    {
        '\'' => json.Append('\''),
        'x' => json.Append("\\u00"),
        _ => json.Append('\\').Append(escaped),
    };

    private static int AppendOther(string text, int at, StringBuilder json)
    {
        var rest = text.AsSpan(at);
        foreach (var (python, replacement) in new[] { ("True", "true"), ("False", "false"), ("None", "null"), ("(", "["), (",)", "]"), (")", "]") })
        {
            if (rest.StartsWith(python, StringComparison.Ordinal))
            {
                json.Append(replacement);
                return at + python.Length;
            }
        }

        json.Append(text[at]);
        return at + 1;
    }
}
